package org.opsflow.domain.workflow;

import java.util.List;

/**
 * A version of a definition, and which others there are.
 *
 * @param versions the newest first, at most 200; older ones are numbered on down to 1
 */
public record DefinitionDetail(Definition definition, List<DefinitionStore.Version> versions) {}
