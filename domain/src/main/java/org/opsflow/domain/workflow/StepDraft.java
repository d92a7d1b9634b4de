package org.opsflow.domain.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A step as it stands in the file, before its needs are ordinals.
 *
 * @param at where its errors belong
 * @param phase index into the phases
 * @param needs ids of steps; empty when the step names none itself
 * @param variables what its templates name
 */
record StepDraft(
        YamlReader.Fields at,
        int ordinal,
        String id,
        String name,
        int phase,
        StepTask task,
        Optional<List<String>> needs,
        Requirement requirement,
        List<String> preferred,
        Duration timeout,
        int retries,
        StallRule stall,
        List<Variable> variables) {

    /**
     * A name between braces.
     *
     * @param key of the text it stands in
     */
    record Variable(String key, String name) {}

    StepSpec spec(List<Integer> needed, List<Integer> inputs) {
        return new StepSpec(
                ordinal, id, name, phase, needed, inputs, task, requirement, preferred, timeout, retries, stall);
    }
}
