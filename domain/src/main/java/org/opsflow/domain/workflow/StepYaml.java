package org.opsflow.domain.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one step of a definition. */
final class StepYaml {
    static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "phase",
            "type",
            "command",
            "cwd",
            "agent",
            "prompt",
            "permission",
            "function",
            "needs",
            "artifacts",
            "timeout",
            "retries",
            "stallAfter",
            "onStall",
            "requires",
            "prefers");
    private static final Set<String> AGENTS = Set.of("claude", "codex", "gemini");
    private static final Set<String> PERMISSIONS = Set.of("default", "plan", "acceptEdits", "bypassPermissions");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}");
    private static final Pattern CAPABILITY = Pattern.compile("[a-z0-9:._-]{1,64}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9._-]{1,64}=[!-~]{1,128}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smh])");
    private static final Duration MAX_DURATION = Duration.ofDays(7);

    private final YamlReader.Fields step;
    private final List<String> phases;

    /** @param phases empty when the file names none, which is told already */
    StepYaml(YamlReader.Fields step, List<String> phases) {
        this.step = step;
        this.phases = phases;
    }

    StepDraft read(int ordinal) {
        String id = step.text("id", 60);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            step.error(
                    "id",
                    "'" + id + "' must be letters, digits, '-' and '_', at most 60",
                    "Write it without spaces and other marks; name may hold anything.");
        }
        String name = step.optionalText("name", 200);
        StepTask task = task();
        return new StepDraft(
                step,
                ordinal,
                id,
                name.isEmpty() ? id : name,
                phase(),
                task,
                step.has("needs") ? Optional.of(step.texts("needs", 60, Workflow.MAX_STEPS)) : Optional.empty(),
                requirement(task),
                words("prefers"),
                duration("timeout", task.type() == StepType.AGENT ? Duration.ofMinutes(30) : Duration.ofSeconds(300)),
                step.integer("retries", 0, 0, 10),
                stall(),
                variables(task));
    }

    private int phase() {
        String phase = step.text("phase", 60);
        int index = phases.indexOf(phase);
        if (index < 0 && !phase.isEmpty() && !phases.isEmpty()) {
            step.error(
                    "phase",
                    "'" + phase + "' is not one of the phases " + phases,
                    "Write one of them, or add it to phases.");
        }
        return Math.max(index, 0);
    }

    private StepTask task() {
        String word = step.text("type", 10);
        StepType type =
                switch (word) {
                    case "agent" -> StepType.AGENT;
                    case "function" -> StepType.FUNCTION;
                    default -> StepType.SCRIPT;
                };
        if (!word.isEmpty() && !word.equals(type.word())) {
            step.error("type", "'" + word + "' must be script, agent or function", "Write one of the three.");
        }
        boolean known = word.equals(type.word());
        String permission = oneOf("permission", belongs("permission", known, type, StepType.AGENT, false), PERMISSIONS);
        return new StepTask(
                type,
                belongs("command", known, type, StepType.SCRIPT, true),
                directory(belongs("cwd", known, type, StepType.SCRIPT, false)),
                oneOf("agent", belongs("agent", known, type, StepType.AGENT, true), AGENTS),
                belongs("prompt", known, type, StepType.AGENT, true),
                permission.isEmpty() && type == StepType.AGENT ? "default" : permission,
                belongs("function", known, type, StepType.FUNCTION, true),
                artifacts());
    }

    private String directory(String cwd) {
        StepFiles.flawOfDirectory(cwd)
                .ifPresent(flaw -> step.error(
                        "cwd",
                        "'" + cwd + "' " + flaw,
                        "Write a directory within the run's, such as build, or an absolute one."));
        return cwd;
    }

    private List<String> artifacts() {
        List<String> globs = step.texts("artifacts", 200, 50);
        for (int i = 0; i < globs.size(); i++) {
            int index = i;
            StepFiles.flawOfGlob(globs.get(i))
                    .ifPresent(flaw -> step.error(
                            "artifacts",
                            index,
                            "'" + globs.get(index) + "' " + flaw,
                            "Write a pattern such as report.html or logs/*.txt."));
        }
        return globs;
    }

    /** The text of a key that only one type of step has. While the type is not known, nothing can be said of it. */
    private String belongs(String key, boolean known, StepType type, StepType owner, boolean required) {
        if (type == owner && known && required) {
            return step.text(key, maxLength(key));
        }
        if (type != owner && known && step.has(key)) {
            step.error(
                    key,
                    "does not belong to a step of type " + type.word(),
                    "Leave it out, or make it a step of type " + owner.word() + ".");
            return "";
        }
        return type == owner || !known ? step.optionalText(key, maxLength(key)) : "";
    }

    private static int maxLength(String key) {
        return switch (key) {
            case "command", "prompt" -> 65_536;
            case "cwd" -> 1_000;
            default -> 64;
        };
    }

    private String oneOf(String key, String word, Set<String> words) {
        if (!word.isEmpty() && !words.contains(word)) {
            step.error(key, "'" + word + "' must be one of " + new TreeSet<>(words), "Write one of these words.");
        }
        return word;
    }

    /** Capabilities, and labels as {@code key=value}. */
    private List<String> words(String key) {
        List<String> words = step.texts(key, 193, 20);
        for (String word : words) {
            if (!word.isEmpty()
                    && !CAPABILITY.matcher(word).matches()
                    && !LABEL.matcher(word).matches()) {
                step.error(
                        key,
                        "'" + word + "' must be lower-case letters, digits and ':._-', at most 64, or key=value",
                        "Write the capability or label as agents name it, such as gpu, os:linux or region=eu.");
            }
        }
        return words;
    }

    private Requirement requirement(StepTask task) {
        List<String> capabilities = new ArrayList<>(words("requires"));
        capabilities.add(
                switch (task.type()) {
                    case SCRIPT -> "script";
                    case AGENT -> "agent:" + task.agent();
                    case FUNCTION -> "function:" + task.function().toLowerCase(Locale.ROOT);
                });
        return Requirement.of(capabilities);
    }

    private StallRule stall() {
        String policy = oneOf("onStall", step.optionalText("onStall", 64), StallRule.Policy.words());
        return new StallRule(duration("stallAfter", StallRule.USUAL.after()), StallRule.Policy.of(policy));
    }

    private Duration duration(String key, Duration usual) {
        String text = step.optionalText(key, 64);
        if (text.isEmpty()) {
            return usual;
        }
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            step.error(
                    key,
                    "must be a number with s, m or h, for example 90s, 5m or 2h",
                    "Write the unit behind the number.");
            return usual;
        }
        long amount = Long.parseLong(parts.group(1));
        Duration duration =
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                };
        if (duration.isZero() || duration.compareTo(MAX_DURATION) > 0) {
            step.error(key, "must be from 1s to 168h", "Write a time within a week.");
        }
        return duration;
    }

    private List<StepDraft.Variable> variables(StepTask task) {
        List<StepDraft.Variable> variables = new ArrayList<>();
        collect("command", task.command(), variables);
        collect("prompt", task.prompt(), variables);
        return variables;
    }

    private void collect(String key, String text, List<StepDraft.Variable> variables) {
        Template.Names names = Template.names(text);
        names.variables().forEach(variable -> variables.add(new StepDraft.Variable(key, variable)));
        names.flaws()
                .forEach(flaw -> step.error(
                        key, flaw, "Write {{ args.name }}, {{ steps.id.output }}, {{ run.id }} or {{ run.name }}."));
    }
}
