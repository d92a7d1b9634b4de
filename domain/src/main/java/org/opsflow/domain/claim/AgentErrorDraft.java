package org.opsflow.domain.claim;

/**
 * What a process says is wrong with it.
 *
 * @param clientId made by the agent; saying the same again has no further effect
 */
public record AgentErrorDraft(String clientId, String code, String message) {}
