package org.opsflow.domain.claim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;

/** A connected agent process and its credits. Guarded by the {@link Dispatcher}'s lock. */
final class Seat {
    private static final int DECLINED_KEPT = 100;

    final UUID sessionId;
    final long epoch;
    final UUID workspaceId;
    final AgentFace agent;
    /** With its labels, as {@link Hello#offers}. */
    final Set<String> capabilities;

    final SessionOut out;
    final Claimant claimant;
    /** The queues whose steps this agent can do. */
    final Set<Window> windows = new LinkedHashSet<>();

    /** False after it left: what comes back for it then is dropped. */
    boolean present = true;

    /** Whether a person paused its agent: it gets no new work. */
    volatile boolean heldBack;

    int credits;
    int offers;
    /** At how many attempts it wants to be kept, without offers. */
    int standing;
    /** Steps that are being claimed for it without an offer. */
    int claiming;
    /** Its attempts. */
    final Set<UUID> holds = new HashSet<>();

    /** Steps it turned down, and until when, by the process clock; empty for ever. */
    private final Map<UUID, OptionalLong> declined = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, OptionalLong> eldest) {
            return size() > DECLINED_KEPT;
        }
    };

    Seat(
            UUID sessionId,
            long epoch,
            UUID workspaceId,
            AgentFace agent,
            Set<String> capabilities,
            SessionOut out,
            Claimant claimant) {
        this.sessionId = sessionId;
        this.epoch = epoch;
        this.workspaceId = workspaceId;
        this.agent = agent;
        this.capabilities = Set.copyOf(capabilities);
        this.out = out;
        this.claimant = claimant;
    }

    /** Whether it is to have a step at once. */
    boolean wantsAtOnce() {
        return !heldBack && standing > holds.size() + claiming;
    }

    boolean wantsWork() {
        return !heldBack && (credits > 0 || wantsAtOnce());
    }

    /** Whether it works or is ready to: who never asks for anything is nobody to wait for. */
    boolean takesPart() {
        return present && !heldBack && (credits + offers + standing + claiming > 0 || !holds.isEmpty());
    }

    void decline(UUID stepId, OptionalLong until) {
        declined.put(stepId, until);
    }

    boolean hasDeclined(UUID stepId, long now) {
        OptionalLong until = declined.get(stepId);
        return until != null && (until.isEmpty() || until.getAsLong() - now > 0);
    }
}
