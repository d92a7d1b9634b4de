package org.opsflow.domain.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The plans of runs; those used last stay in memory, since they never change. */
@ApplicationScoped
public class Plans {
    /** Characters of arguments, and steps at the price of 40 each. */
    private static final int REMEMBERED_WEIGHT = 32 << 20;

    private final Runs runs;
    private final Definitions definitions;
    private final Map<UUID, RunPlan> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    @Inject
    public Plans(Runs runs, Definitions definitions) {
        this.runs = runs;
        this.definitions = definitions;
    }

    Plans() {
        this(null, null);
    }

    /** The plans of the runs that exist; runs inside the caller's transaction. */
    public Map<UUID, RunPlan> of(Collection<UUID> runIds) {
        Map<UUID, RunPlan> found = new HashMap<>();
        List<UUID> missing = new ArrayList<>();
        synchronized (remembered) {
            for (UUID id : runIds) {
                RunPlan plan = remembered.get(id);
                if (plan == null) {
                    missing.add(id);
                } else {
                    found.put(id, plan);
                }
            }
        }
        if (!missing.isEmpty()) {
            List<RunPlan> read = read(missing);
            read.forEach(plan -> found.put(plan.runId(), plan));
            remember(read);
        }
        return found;
    }

    /** Keeps the plans of runs that were just committed. */
    public void remember(Collection<RunPlan> plans) {
        synchronized (remembered) {
            for (RunPlan plan : plans) {
                RunPlan before = remembered.put(plan.runId(), plan);
                weight += weight(plan) - (before == null ? 0 : weight(before));
            }
            Iterator<RunPlan> eldest = remembered.values().iterator();
            while (weight > REMEMBERED_WEIGHT && eldest.hasNext()) {
                weight -= weight(eldest.next());
                eldest.remove();
            }
        }
    }

    private static int weight(RunPlan plan) {
        return 200 + plan.args().length() + 40 * plan.stepIds().size();
    }

    private List<RunPlan> read(List<UUID> runIds) {
        List<Runs.Fixed> fixed = runs.fixed(runIds);
        Map<UUID, Definition> byId =
                definitions.byIds(fixed.stream().map(Runs.Fixed::definitionId).collect(Collectors.toSet()));
        return fixed.stream()
                .map(run -> new RunPlan(
                        run.id(),
                        run.workspaceId(),
                        run.name(),
                        run.args(),
                        byId.get(run.definitionId()),
                        run.stepIds()))
                .toList();
    }
}
