package org.opsflow.domain.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.RunRow;

/**
 * A run with the version it was made from.
 *
 * @param steps by ordinal
 * @param canceller the name of who cancelled it
 */
public record SeenRun(RunRow run, Definition definition, List<SeenStep> steps, Optional<String> canceller) {

    /** @param steps of all the runs */
    static List<SeenRun> of(List<BoardRows.Found> runs, Definitions definitions, List<SeenStep> steps) {
        Map<UUID, Definition> versions = definitions.byIds(runs.stream()
                .map(found -> found.run().definitionId())
                .distinct()
                .toList());
        Map<UUID, List<SeenStep>> byRun =
                steps.stream().collect(Collectors.groupingBy(seen -> seen.step().runId()));
        return runs.stream()
                .map(found -> new SeenRun(
                        found.run(),
                        versions.get(found.run().definitionId()),
                        byRun.getOrDefault(found.run().id(), List.of()),
                        found.canceller()))
                .toList();
    }
}
