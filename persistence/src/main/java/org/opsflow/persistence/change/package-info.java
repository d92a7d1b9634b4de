/** The numbered history in SQL. */
package org.opsflow.persistence.change;
