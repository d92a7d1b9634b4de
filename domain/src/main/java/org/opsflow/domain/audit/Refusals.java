package org.opsflow.domain.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The refused attempts of the present minute. The same again is counted; of those that differ only so many get an entry
 * of their own, for each workspace and for all that are of none, and the others are counted together: whoever attacks
 * cannot make the log grow faster. One thread calls everything here.
 */
final class Refusals {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int APART = 30;

    /** @param actor without what an attacker can choose freely */
    private record Same(Actor actor, String action, String code, Target target) {}

    private static final class Counted {
        private AuditEntry entry;
        private boolean stored;

        Counted(AuditEntry entry) {
            this.entry = entry;
        }
    }

    private final Map<Same, Counted> counted = new HashMap<>();
    private final Map<Optional<UUID>, Integer> apart = new HashMap<>();
    private final Supplier<UUID> ids;
    private Instant until = Instant.MIN;

    Refusals(Supplier<UUID> ids) {
        this.ids = ids;
    }

    void add(Actor actor, String action, String code, Target target, int times, Instant now) {
        if (!now.isBefore(until) && unstored().isEmpty()) {
            counted.clear();
            apart.clear();
            until = now.plus(WINDOW);
        }
        Same same = new Same(actor.withoutUserAgent(), action, code, target);
        if (counted.containsKey(same) || mayStandApart(actor.workspaceId())) {
            count(same, actor, times, now);
        } else {
            Actor many = actor.blurred();
            count(new Same(many, action, code, Target.operation("")), many, times, now);
        }
    }

    private boolean mayStandApart(Optional<UUID> workspaceId) {
        return apart.merge(workspaceId, 1, Integer::sum) <= APART;
    }

    private void count(Same same, Actor actor, int times, Instant now) {
        Counted known = counted.computeIfAbsent(
                same,
                fresh -> new Counted(new AuditEntry(
                        ids.get(), actor, now, now, 0, same.action(), Optional.of(same.code()), same.target(), "{}")));
        AuditEntry entry = known.entry;
        known.entry = new AuditEntry(
                entry.id(),
                entry.actor(),
                entry.at(),
                now,
                entry.times() + times,
                entry.action(),
                entry.code(),
                entry.target(),
                entry.details());
        known.stored = false;
    }

    /** What is to be written. */
    List<AuditEntry> unstored() {
        List<AuditEntry> entries = new ArrayList<>();
        counted.values().stream().filter(known -> !known.stored).forEach(known -> entries.add(known.entry));
        return entries;
    }

    /** All of them are written. */
    void stored() {
        counted.values().forEach(known -> known.stored = true);
    }
}
