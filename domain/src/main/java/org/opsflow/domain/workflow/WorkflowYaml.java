package org.opsflow.domain.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opsflow.domain.shared.JsonRules;

/**
 * Compiles the YAML of a definition; all that is wrong is told at once, with line and column.
 *
 * <p>Order: a file without any {@code needs} runs from top to bottom. In a file with {@code needs}, a step without them
 * waits for every step of the phase before its own.
 */
final class WorkflowYaml {
    static final int MAX_PHASES = 50;
    private static final Set<String> KEYS = Set.of("name", "description", "argsSchema", "phases", "steps");
    private static final String STEP_IDS = "Write the id of another step of this file.";
    private static final Pattern VARIABLE =
            Pattern.compile("args\\.([A-Za-z0-9_-]+)|run\\.(?:id|name)|steps\\.([A-Za-z0-9_-]+)\\.output");

    private final YamlReader yaml;
    private final List<StepDraft> drafts = new ArrayList<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Set<String> usedArgs = new TreeSet<>();
    private AllowedArgs allowedArgs;

    WorkflowYaml(String text) {
        yaml = new YamlReader(text);
    }

    Workflow parse() {
        YamlReader.Fields root = yaml.root(KEYS);
        String name = root.text("name", 200);
        String description = root.optionalText("description", 2_000);
        List<String> phases = phases(root);
        String argsSchema = root.json("argsSchema");
        if (!argsSchema.isEmpty()) {
            JsonRules.flaws(argsSchema)
                    .forEach(message ->
                            root.error("argsSchema", message, "Write a JSON Schema (2020-12) of an object."));
        }
        allowedArgs = new AllowedArgs(argsSchema);
        readSteps(root, phases);
        List<List<Integer>> needs = needs();
        NeedsGraph graph = new NeedsGraph(needs);
        graph.cycles().forEach(this::refuseCycle);
        List<StepSpec> specs = drafts.stream()
                .map(draft -> draft.spec(needs.get(draft.ordinal()), inputs(draft, needs, graph)))
                .toList();
        yaml.throwErrors();
        return Workflow.of(name, description, phases, argsSchema, usedArgs, specs);
    }

    private static List<String> phases(YamlReader.Fields root) {
        List<String> phases = root.texts("phases", 60, MAX_PHASES);
        if (!root.has("phases")) {
            root.error("phases", "is missing", "List the phases in their order: phases: [build, test].");
        } else if (root.isEmptyList("phases")) {
            root.error("phases", "must list at least one phase", "Write phases: [build], for example.");
        } else if (new HashSet<>(phases).size() < phases.size()) {
            root.error("phases", "names a phase twice", "Name each once.");
        }
        return phases;
    }

    private void readSteps(YamlReader.Fields root, List<String> phases) {
        if (!root.has("steps")) {
            root.error("steps", "is missing", "List what to do, each step with id, phase and type.");
        } else if (root.isEmptyList("steps")) {
            root.error("steps", "must list at least one step", "Add a step with id, phase and type.");
        }
        for (YamlReader.Fields step : root.children("steps", StepYaml.KEYS, Workflow.MAX_STEPS)) {
            StepDraft draft = new StepYaml(step, phases).read(drafts.size());
            drafts.add(draft);
            if (!draft.id().isEmpty() && ordinals.putIfAbsent(draft.id(), draft.ordinal()) != null) {
                step.error("id", "'" + draft.id() + "' is used twice", "Give each step an id of its own.");
            }
        }
    }

    private List<List<Integer>> needs() {
        if (drafts.stream().allMatch(draft -> draft.needs().isEmpty())) {
            return drafts.stream()
                    .map(draft -> draft.ordinal() == 0 ? List.<Integer>of() : List.of(draft.ordinal() - 1))
                    .toList();
        }
        Map<Integer, List<Integer>> barriers = new HashMap<>();
        return drafts.stream()
                .map(draft -> draft.needs()
                        .map(ids -> named(draft, ids))
                        .orElseGet(() -> barriers.computeIfAbsent(draft.phase(), this::phaseBefore)))
                .toList();
    }

    private List<Integer> named(StepDraft draft, List<String> ids) {
        Set<Integer> needs = new TreeSet<>();
        for (String id : ids) {
            Integer ordinal = ordinals.get(id);
            if (ordinal != null) {
                needs.add(ordinal);
            } else if (!id.isEmpty()) {
                draft.at().error("needs", "there is no step '" + id + "'", STEP_IDS);
            }
        }
        return List.copyOf(needs);
    }

    /** Phases are barriers for steps that name no needs of their own. */
    private List<Integer> phaseBefore(int own) {
        int before = drafts.stream()
                .mapToInt(StepDraft::phase)
                .filter(phase -> phase < own)
                .max()
                .orElse(-1);
        return drafts.stream()
                .filter(draft -> draft.phase() == before)
                .map(StepDraft::ordinal)
                .toList();
    }

    private void refuseCycle(List<Integer> cycle) {
        StepDraft first = drafts.get(cycle.get(0));
        String path = cycle.stream()
                .map(step -> "'" + drafts.get(step).id() + "'")
                .collect(Collectors.joining(" waits for "));
        first.at()
                .error(
                        "needs",
                        "step " + path + " waits for '" + first.id() + "': none of them could ever begin",
                        "Take one of them out of the needs of another.");
    }

    /** What the step needs, and what its templates name. */
    private List<Integer> inputs(StepDraft draft, List<List<Integer>> needs, NeedsGraph graph) {
        Set<Integer> inputs = new TreeSet<>(needs.get(draft.ordinal()));
        for (StepDraft.Variable variable : draft.variables()) {
            Matcher parts = VARIABLE.matcher(variable.name());
            if (!parts.matches()) {
                draft.at()
                        .error(
                                variable.key(),
                                "'{{ " + variable.name() + " }}' is unknown",
                                "Write args.<name>, steps.<id>.output, run.id or run.name.");
            } else if (parts.group(1) != null) {
                argument(draft, variable.key(), parts.group(1));
            } else if (parts.group(2) != null) {
                output(draft, variable.key(), parts.group(2), inputs, graph);
            }
        }
        return List.copyOf(inputs);
    }

    private void argument(StepDraft draft, String key, String name) {
        usedArgs.add(name);
        if (!allowedArgs.allow(name)) {
            draft.at()
                    .error(
                            key,
                            "'{{ args." + name + " }}' is no argument: argsSchema allows only " + allowedArgs.names(),
                            "Add " + name + " to the properties of argsSchema, or take it out here.");
        }
    }

    private void output(StepDraft draft, String key, String id, Set<Integer> inputs, NeedsGraph graph) {
        Integer ordinal = ordinals.get(id);
        if (ordinal == null) {
            draft.at().error(key, "there is no step '" + id + "'", STEP_IDS);
        } else if (graph.waitsFor(draft.ordinal(), ordinal)) {
            inputs.add(ordinal);
        } else {
            draft.at()
                    .error(
                            key,
                            "reads the output of '" + id + "', which this step does not wait for",
                            "Add '" + id + "' to its needs.");
        }
    }
}
