package org.opsflow.domain.audit;

import java.util.Optional;
import java.util.UUID;

/**
 * Who did something, or tried to: by id, as names can be erased.
 *
 * @param workspaceId in which it happened; empty when nobody knows
 * @param id of the person or agent; empty for nobody
 * @param keyId the key that was used
 * @param address of the network; may be empty
 * @param userAgent what the browser or program calls itself; may be empty
 */
public record Actor(
        Optional<UUID> workspaceId,
        Kind kind,
        Optional<UUID> id,
        Optional<UUID> keyId,
        String address,
        String userAgent) {

    /** What acts. */
    public enum Kind {
        PERSON,
        AGENT,
        NOBODY
    }

    /** Somebody of whom only the address is known. */
    public static Actor nobody(String address, String userAgent) {
        return new Actor(Optional.empty(), Kind.NOBODY, Optional.empty(), Optional.empty(), address, userAgent);
    }

    /** Somebody who says that they are this person and has not shown it. */
    public static Actor claimed(UUID workspaceId, UUID personId, String address, String userAgent) {
        return new Actor(
                Optional.of(workspaceId), Kind.PERSON, Optional.of(personId), Optional.empty(), address, userAgent);
    }

    /** As many who are not told apart. */
    Actor blurred() {
        return new Actor(workspaceId, Kind.NOBODY, Optional.empty(), Optional.empty(), "", "");
    }

    Actor withoutUserAgent() {
        return new Actor(workspaceId, kind, id, keyId, address, "");
    }
}
