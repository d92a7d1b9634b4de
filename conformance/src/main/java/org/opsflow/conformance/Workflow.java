package org.opsflow.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a script wants done, as the definition that people publish: steps none of which waits for another. */
final class Workflow {
    private Workflow() {}

    /**
     * @param wanted requires and prefers (lists), steps, retries, stall_after, on_stall: a step that stands still for so long is
     *     taken away, if nothing else is said
     */
    static String yaml(Map<String, Object> wanted) {
        List<String> requires = Script.cast(wanted.get("requires"));
        String keys = "    type: script\n    needs: []\n    command: \"true\"\n"
                + list("requires", requires)
                + list("prefers", Script.cast(wanted.getOrDefault("prefers", List.of())))
                + "    retries: " + wanted.getOrDefault("retries", 0) + "\n"
                + (wanted.containsKey("stall_after")
                        ? "    stallAfter: " + wanted.get("stall_after") + "\n    onStall: "
                                + wanted.getOrDefault("on_stall", "reassign") + "\n"
                        : "");
        StringBuilder yaml = new StringBuilder(
                "name: Conformance " + requires.get(0).replace(':', ' ') + "\nphases: [only]\nsteps:\n");
        for (int i = 1; i <= (int) wanted.getOrDefault("steps", 1); i++) {
            yaml.append("  - id: step-").append(i).append("\n    phase: only\n").append(keys);
        }
        return yaml.toString();
    }

    private static String list(String key, List<String> words) {
        return "    " + key + ": ["
                + words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ")) + "]\n";
    }
}
