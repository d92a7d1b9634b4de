package org.opsflow.domain.identity;

import java.util.EnumSet;
import java.util.Set;

/** The permission matrix: what can be done, by whom, and how it is said. */
public enum Permission {
    REGISTER_AGENT("register agents", EnumSet.of(Role.OWNER, Role.ADMIN, Role.MEMBER)),
    PUBLISH_DEFINITION("publish workflow definitions", EnumSet.of(Role.OWNER, Role.ADMIN, Role.MEMBER)),
    START_RUN("start workflow executions", EnumSet.of(Role.OWNER, Role.ADMIN, Role.MEMBER, Role.BOT));

    private final String words;
    private final Set<Role> roles;

    Permission(String words, Set<Role> roles) {
        this.words = words;
        this.roles = roles;
    }

    boolean isGivenTo(Role role) {
        return roles.contains(role);
    }

    /** Follows "may not", for example {@code register agents}. */
    String words() {
        return words;
    }
}
