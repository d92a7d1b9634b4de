package org.opsflow.domain.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a definition says, compiled: phases in order and steps with their needs as ordinals.
 *
 * @param description may be empty
 * @param argsSchema JSON Schema of the arguments; an empty text when the definition has none
 * @param usedArgs the arguments that templates name; a run must have them
 * @param successors for each step the ordinals of those that need it
 */
public record Workflow(
        String name,
        String description,
        List<String> phases,
        String argsSchema,
        Set<String> usedArgs,
        List<StepSpec> steps,
        List<List<Integer>> successors) {
    public static final int MAX_STEPS = 1_000;

    static Workflow of(
            String name,
            String description,
            List<String> phases,
            String argsSchema,
            Set<String> usedArgs,
            List<StepSpec> steps) {
        List<List<Integer>> successors = new ArrayList<>();
        steps.forEach(step -> successors.add(new ArrayList<>()));
        steps.forEach(step -> step.needs().forEach(need -> successors.get(need).add(step.ordinal())));
        return new Workflow(name, description, phases, argsSchema, usedArgs, steps, successors);
    }
}
