/** Attempts, sessions and logs in SQL. */
package org.opsflow.persistence.claim;
