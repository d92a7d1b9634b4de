/** What people look at, read in SQL. */
package org.opsflow.persistence.board;
