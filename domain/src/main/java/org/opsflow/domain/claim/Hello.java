package org.opsflow.domain.claim;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an agent process introduces itself.
 *
 * @param instance tells processes of one agent apart
 * @param version free text for people
 * @param maxConcurrent attempts it works on at once
 * @param labels what else people and steps can know it by
 * @param held attempts it still works on or has reports for
 */
public record Hello(
        String instance,
        String version,
        List<String> capabilities,
        int maxConcurrent,
        Optional<String> resumeToken,
        Map<String, String> labels,
        List<SessionOut.Held> held) {

    /** One without labels. */
    public Hello(
            String instance,
            String version,
            List<String> capabilities,
            int maxConcurrent,
            Optional<String> resumeToken,
            List<SessionOut.Held> held) {
        this(instance, version, capabilities, maxConcurrent, resumeToken, Map.of(), held);
    }

    /** What steps can require: its capabilities, and its labels as {@code key=value}. */
    Set<String> offers() {
        Set<String> words = new HashSet<>(capabilities);
        labels.forEach((key, value) -> words.add(key + "=" + value));
        return words;
    }
}
