package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Usage;

/** The pages of the usage ledger that a batch writes on: of the steps whose attempts report usage. */
final class UsageBook {
    /** Who names a new model with every report must not fill the ledger. */
    static final int MOST_MODELS = 32;

    private record Key(UUID attemptId, String model) {}

    private final Map<UUID, Map<Key, Usage>> bySteps = new HashMap<>();
    private final Set<Key> stored = new HashSet<>();
    private final Map<Key, UsageRow> changed = new LinkedHashMap<>();

    void load(Collection<UsageRow> rows) {
        for (UsageRow row : rows) {
            Key key = new Key(row.attemptId(), row.model());
            stored.add(key);
            ofStep(row.stepId()).put(key, row.usage());
        }
    }

    /** Empty when the attempt may use these models too. */
    Optional<Refused> refusal(Attempt attempt, List<ModelUsage> used) {
        Map<Key, Usage> known = ofStep(attempt.stepId());
        long others = known.keySet().stream()
                .filter(key -> key.attemptId().equals(attempt.id()))
                .count();
        long fresh = used.stream()
                .filter(each -> !known.containsKey(new Key(attempt.id(), each.model())))
                .count();
        return fresh == 0 || others + fresh <= MOST_MODELS
                ? Optional.empty()
                : Optional.of(new Refused(
                        RefusalCode.INVALID,
                        "The attempt has named " + others + " models, and " + fresh + " more are above the "
                                + MOST_MODELS + " it may name: count them under one name.",
                        "usage.models"));
    }

    void add(Attempt attempt, List<ModelUsage> used) {
        AttemptRow row = attempt.row();
        for (ModelUsage each : used) {
            Key key = new Key(attempt.id(), each.model());
            Usage total = ofStep(attempt.stepId()).merge(key, each.usage(), Usage::plus);
            changed.put(key, new UsageRow(row.stepId(), row.id(), each.model(), row.runId(), row.workspaceId(), total));
        }
    }

    /** Of all its attempts and models. */
    Usage total(UUID stepId) {
        return ofStep(stepId).values().stream().reduce(Usage.NONE, Usage::plus);
    }

    /** Rows that are not stored yet and such that are apart: the driver sends a statement that does both row by row. */
    void storeIn(UsageLedger ledger) {
        Map<Boolean, List<UsageRow>> known = changed.entrySet().stream()
                .collect(Collectors.partitioningBy(
                        entry -> stored.contains(entry.getKey()),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        if (!known.get(false).isEmpty()) {
            ledger.insert(known.get(false));
        }
        if (!known.get(true).isEmpty()) {
            ledger.update(known.get(true));
        }
    }

    private Map<Key, Usage> ofStep(UUID stepId) {
        return bySteps.computeIfAbsent(stepId, id -> new HashMap<>());
    }
}
