package org.opsflow.domain.claim;

import java.util.Locale;

/**
 * Whom a message is for.
 *
 * @param name the agent's slug or the capability; empty for everyone
 */
public record Address(Kind kind, String name) {
    /** How the recipients are named. */
    public enum Kind {
        AGENT,
        /** Every agent of the workspace that has the capability. */
        CAPABILITY,
        /** Every agent of the workspace. */
        EVERYONE;

        /** As it is stored and shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
