package org.opsflow.domain.workflow;

import java.util.List;

/**
 * What a step does. Members that its type does not know are empty texts.
 *
 * @param command script: the command, with templates
 * @param cwd script: directory relative to the run's directory
 * @param agent agent: claude, codex or gemini
 * @param prompt agent: the prompt, with templates
 * @param permission agent: default, plan, acceptEdits or bypassPermissions
 * @param function function: the registered name
 * @param artifacts globs of files to keep
 */
public record StepTask(
        StepType type,
        String command,
        String cwd,
        String agent,
        String prompt,
        String permission,
        String function,
        List<String> artifacts) {}
