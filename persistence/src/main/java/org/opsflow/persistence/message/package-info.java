/** Messages between agents in SQL. */
package org.opsflow.persistence.message;
