package org.opsflow.domain.agent;

import java.util.Optional;

/**
 * What a caller says of an agent to be registered.
 *
 * @param name as people see it, at most 120 characters
 * @param id its slug; made from the name when empty
 * @param emoji at most 16 characters; chosen by the slug when empty
 * @param color {@code #rrggbb}; chosen by the slug when empty
 */
public record NewAgent(String name, Optional<String> id, Optional<String> emoji, Optional<String> color) {}
