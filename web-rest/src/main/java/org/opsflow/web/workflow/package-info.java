/** Definitions, runs, steps and artifacts. */
package org.opsflow.web.workflow;
