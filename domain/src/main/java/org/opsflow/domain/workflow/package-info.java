/** Definitions, and the runs and steps made from them. */
package org.opsflow.domain.workflow;
