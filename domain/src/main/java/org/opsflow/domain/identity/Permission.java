package org.opsflow.domain.identity;

import static org.opsflow.domain.identity.Role.ADMIN;
import static org.opsflow.domain.identity.Role.BOT;
import static org.opsflow.domain.identity.Role.MEMBER;
import static org.opsflow.domain.identity.Role.OWNER;
import static org.opsflow.domain.identity.Role.VIEWER;

import java.util.EnumSet;
import java.util.Set;

/**
 * The permission matrix: what can be done, by whom, how keys are allowed it, and how it is said. Use cases ask for it
 * by {@link Caller#require}; docs/security.md shows it as a table, and a test compares the two.
 */
public enum Permission {
    /** Bots too: agents that work over REST list and read. Those that only work on steps get keys without it. */
    VIEW_WORKSPACE("workspace:read", "view the workspace", OWNER, ADMIN, MEMBER, VIEWER, BOT),
    RENAME_WORKSPACE("workspace:update", "rename the workspace", OWNER, ADMIN),
    PUBLISH_DEFINITION("definition:create", "publish workflow definitions", OWNER, ADMIN, MEMBER),
    START_RUN("run:create", "start workflow executions", OWNER, ADMIN, MEMBER, BOT),
    CANCEL_RUN("run:update", "cancel workflow executions", OWNER, ADMIN, MEMBER),
    CONFIGURE_AGENT("worker:configure", "see and change the settings of agents", OWNER, ADMIN, MEMBER),
    STEER_STEP("run:steer", "talk to agents at work, pause and resume their steps", OWNER, ADMIN, MEMBER),
    COMMENT("comment:create", "comment on workflow executions", OWNER, ADMIN, MEMBER, VIEWER, BOT),
    ANSWER_GATE("gate:update", "answer what agents ask", OWNER, ADMIN, MEMBER),
    /** All of the agents' door: connect, report, store output and files, read the files of the runs one works on. */
    WORK_ON_STEPS("run:execute", "work on steps", BOT),
    REGISTER_AGENT("worker:create", "register agents", OWNER, ADMIN, MEMBER),
    PAUSE_AGENT("worker:update", "pause and resume agents, dismiss their errors", OWNER, ADMIN, MEMBER),
    RETIRE_AGENT("worker:delete", "retire agents", OWNER, ADMIN),
    MANAGE_AGENT_KEYS("worker:manage", "manage the keys of agents", OWNER, ADMIN),
    MANAGE_OWN_KEYS("apikey:manage", "manage keys of their own", OWNER, ADMIN, MEMBER),
    VIEW_MEMBERS("member:read", "see who is a member", OWNER, ADMIN, MEMBER, VIEWER),
    MANAGE_MEMBERS("member:manage", "manage members and invitations", OWNER, ADMIN),
    READ_AUDIT("audit:read", "read the audit log", OWNER, ADMIN),
    /** Password, sign-ins, profile, workspaces: of the person, in whatever workspace; a key that leaks must not reach it. */
    OWN_ACCOUNT("", "change an account", OWNER, ADMIN, MEMBER, VIEWER);

    private final String pair;
    private final String words;
    private final Set<Role> roles;

    Permission(String pair, String words, Role first, Role... others) {
        this.pair = pair;
        this.words = words;
        this.roles = EnumSet.of(first, others);
    }

    public boolean isGivenTo(Role role) {
        return roles.contains(role);
    }

    /** Whether a key can have it at all; else a person has to be signed in. */
    public boolean isForKeys() {
        return !pair.isEmpty();
    }

    /** As it stands in a key's scopes, for example {@code run:create}; empty when keys cannot have it. */
    public String pair() {
        return pair;
    }

    String resource() {
        return pair.substring(0, pair.indexOf(':') + 1);
    }

    boolean isReading() {
        return pair.endsWith(":read");
    }

    /** Follows "may not", for example {@code register agents}. */
    String words() {
        return words;
    }
}
