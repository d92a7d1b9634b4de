/**
 * The agents' side of Opsflow: give {@link org.opsflow.agent.OpsflowAgent} a {@link org.opsflow.agent.WorkHandler} and
 * it claims steps, keeps their leases alive and sees to it that every report arrives exactly once.
 */
package org.opsflow.agent;
