package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The gates that a batch opens, and those that close because their attempts end in it. */
final class GateBook {
    private final List<Gate> opened = new ArrayList<>();

    void open(Gate gate) {
        opened.add(gate);
    }

    /** Costs nothing in a batch in which nobody asks and nobody ends who has asked. */
    void storeIn(Gates gates, Batch batch) {
        if (!opened.isEmpty()) {
            gates.insert(opened);
        }
        Set<UUID> over = batch.changedAttempts.stream()
                .map(batch.attempts::get)
                .filter(attempt -> attempt.asks() > 0 && !attempt.isOpen())
                .map(Attempt::id)
                .collect(Collectors.toSet());
        if (over.isEmpty()) {
            return;
        }
        List<Gates.Open> withdrawn = gates.lockOpen(over);
        if (!withdrawn.isEmpty()) {
            gates.withdraw(withdrawn.stream().map(Gates.Open::id).toList(), batch.now);
            withdrawn.forEach(gate -> batch.changes.add(GateJson.withdrawn(gate, batch.now)));
        }
    }
}
