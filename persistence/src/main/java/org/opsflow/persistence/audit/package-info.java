/** The audit log in SQL. */
package org.opsflow.persistence.audit;
