package org.opsflow.domain.workflow;

import java.util.Optional;

/**
 * What a caller asks for.
 *
 * @param clientId made by the caller; repeating it gives the same run
 * @param name shown on the board; empty for the definition's name
 * @param argsJson JSON object; empty for {}
 * @param priority 0 urgent, 1 high, 2 medium, 3 low
 */
public record NewRun(Optional<String> clientId, String definitionSlug, String name, String argsJson, int priority) {}
