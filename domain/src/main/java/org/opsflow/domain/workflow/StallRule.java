package org.opsflow.domain.workflow;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of a step whose agent lives but gets nowhere.
 *
 * @param after for how long there may be no progress
 */
public record StallRule(Duration after, Policy policy) {
    /** Of steps that say nothing of it. */
    public static final StallRule USUAL = new StallRule(Duration.ofMinutes(10), Policy.MARK);

    /** What is done about it. */
    public enum Policy {
        /** People are shown that it is stalled. */
        MARK,
        /** They are, and the agent is asked for a sign of progress, once in each standstill. */
        NUDGE,
        /** It is taken from the agent. */
        REASSIGN;

        /** As definitions say it. */
        static Set<String> words() {
            return Arrays.stream(values()).map(Policy::word).collect(Collectors.toUnmodifiableSet());
        }

        /** What is usual where nothing is said, or nothing that is known. */
        static Policy of(String word) {
            return Arrays.stream(values())
                    .filter(policy -> policy.word().equals(word))
                    .findFirst()
                    .orElse(MARK);
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean reassigns() {
        return policy == Policy.REASSIGN;
    }

    public boolean nudges() {
        return policy == Policy.NUDGE;
    }
}
