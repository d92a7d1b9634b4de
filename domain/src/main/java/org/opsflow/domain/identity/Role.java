package org.opsflow.domain.identity;

import java.util.Locale;

/** What a member may do in a workspace, from most to least; agents are bots. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER,
    BOT;

    /** The role of a stored word, for example {@code owner}. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As it is stored and shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
