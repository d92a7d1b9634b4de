package org.opsflow.domain.workflow;

/** What one model was used for. */
public record ModelUsage(String model, Usage usage) {}
