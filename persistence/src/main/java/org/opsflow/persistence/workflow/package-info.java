/** Definitions, runs, steps and artifacts in SQL. */
package org.opsflow.persistence.workflow;
