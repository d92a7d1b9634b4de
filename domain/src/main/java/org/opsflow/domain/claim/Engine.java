package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.Step;

/**
 * Applies commands in batches: one call, one transaction, a number of statements that does not grow with the batch.
 *
 * <p>Rows are locked in one order everywhere: runs, steps, attempts, sessions, each by id, then the heads of the
 * change log. Nothing may be sent to anybody before {@link #apply} has returned.
 */
@ApplicationScoped
public class Engine {
    private final Stores stores;
    private final Plans plans;
    private final ChangeRecorder recorder;
    private final InstantSource clock;
    private final Settings settings;

    @Inject
    public Engine(Stores stores, Plans plans, ChangeRecorder recorder, InstantSource clock, Settings settings) {
        this.stores = stores;
        this.plans = plans;
        this.recorder = recorder;
        this.clock = clock;
        this.settings = settings;
    }

    Engine() {
        this(null, null, null, null, null);
    }

    /**
     * What a batch brought about.
     *
     * @param outcomes one for each command, in their order
     * @param ready steps that are in the queue now
     * @param made plans of the runs that were made
     */
    record Result(List<Outcome> outcomes, List<ReadyStep> ready, List<RunPlan> made) {}

    /**
     * Applies the commands in their order.
     *
     * @param again whether an earlier call with these commands ended without a known result
     */
    @Transactional
    public Result apply(List<Command> commands, boolean again) {
        Batch batch = load(commands, again);
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (Command command : commands) {
            outcomes.add(command.applyTo(batch));
        }
        store(batch);
        recorder.record(batch.changes);
        return new Result(
                outcomes,
                List.copyOf(batch.ready.values()),
                batch.newRuns.stream().map(batch.plans::get).toList());
    }

    private Batch load(List<Command> commands, boolean again) {
        Batch batch = new Batch(clock.instant(), settings.maxLosses());
        List<Command.Submit> submits = only(commands, Command.Submit.class);
        List<Command.Claim> claims = only(commands, Command.Claim.class);
        List<Command.OnAttempt> onAttempts = only(commands, Command.OnAttempt.class);

        Set<Runs.ClientId> clientIds = submits.stream()
                .flatMap(submit -> submit.scopedClientId().stream())
                .collect(Collectors.toSet());
        if (!clientIds.isEmpty()) {
            batch.knownClientIds.putAll(stores.runs().byClientIds(clientIds));
        }
        Map<UUID, Attempts.Place> places = places(onAttempts);
        Set<UUID> lockedRuns =
                places.values().stream().map(Attempts.Place::runId).collect(Collectors.toSet());
        Set<UUID> plannedRuns = new HashSet<>(lockedRuns);
        claims.forEach(claim -> plannedRuns.add(claim.step().runId()));
        if (!plannedRuns.isEmpty()) {
            batch.plans.putAll(plans.of(plannedRuns));
        }
        if (again) {
            submits.forEach(submit -> lockedRuns.add(submit.plan().runId()));
        }
        lock(batch, claims, onAttempts, places, lockedRuns, again);
        readInputs(batch, claims);
        return batch;
    }

    private void lock(
            Batch batch,
            List<Command.Claim> claims,
            List<Command.OnAttempt> onAttempts,
            Map<UUID, Attempts.Place> places,
            Set<UUID> lockedRuns,
            boolean again) {
        if (!lockedRuns.isEmpty()) {
            stores.runs().lock(lockedRuns).forEach(row -> batch.runs.put(row.id(), new Run(row)));
        }
        Set<UUID> touched = new LinkedHashSet<>();
        for (Command.OnAttempt command : onAttempts) {
            Attempts.Place place = places.get(command.attemptId());
            if (place != null) {
                touched.addAll(command.touches(batch.plans.get(place.runId()), place.stepId()));
            }
        }
        if (!touched.isEmpty()) {
            stores.steps().lock(touched).forEach(row -> batch.steps.put(row.id(), new Step(row)));
        }
        Set<UUID> wanted = ids(claims, claim -> claim.step().id());
        wanted.removeAll(batch.steps.keySet());
        if (!wanted.isEmpty()) {
            stores.steps().lockReady(wanted).forEach(row -> batch.steps.put(row.id(), new Step(row)));
        }
        Set<UUID> attemptIds = new LinkedHashSet<>(places.keySet());
        if (again) {
            attemptIds.addAll(ids(claims, Command.Claim::attemptId));
        }
        if (!attemptIds.isEmpty()) {
            stores.attempts().lock(attemptIds).forEach(row -> batch.attempts.put(row.id(), new Attempt(row)));
        }
        Set<UUID> sessionIds = ids(claims, Command.Claim::sessionId);
        only(onAttempts, Command.Take.class).stream()
                .map(take -> batch.attempts.get(take.attemptId()))
                .filter(attempt -> attempt != null)
                .forEach(attempt -> sessionIds.add(attempt.sessionId()));
        if (!sessionIds.isEmpty()) {
            stores.sessions().lock(sessionIds).forEach(row -> batch.sessions.put(row.id(), row));
        }
    }

    private Map<UUID, Attempts.Place> places(List<Command.OnAttempt> onAttempts) {
        Set<UUID> ids = ids(onAttempts, Command.OnAttempt::attemptId);
        return ids.isEmpty()
                ? Map.of()
                : stores.attempts().places(ids).stream()
                        .collect(Collectors.toMap(Attempts.Place::id, Function.identity()));
    }

    private void readInputs(Batch batch, List<Command.Claim> claims) {
        Set<UUID> inputs = new HashSet<>();
        for (Command.Claim claim : claims) {
            RunPlan plan = batch.plans.get(claim.step().runId());
            claim.step()
                    .spec()
                    .inputs()
                    .forEach(ordinal -> inputs.add(plan.stepIds().get(ordinal)));
        }
        if (!inputs.isEmpty()) {
            batch.outputs.putAll(stores.steps().outputs(inputs));
        }
    }

    private void store(Batch batch) {
        batch.changedRuns.removeAll(batch.newRuns);
        batch.changedSteps.removeAll(batch.newSteps);
        batch.changedAttempts.removeAll(batch.newAttempts);
        if (!batch.newRuns.isEmpty()) {
            stores.runs().insert(rows(batch.newRuns, batch.runs, Run::row));
            rememberRequirements(batch);
            stores.steps().insert(rows(batch.newSteps, batch.steps, Step::row));
        }
        if (!batch.changedRuns.isEmpty()) {
            stores.runs().update(rows(batch.changedRuns, batch.runs, Run::row));
        }
        if (!batch.changedSteps.isEmpty()) {
            stores.steps().update(rows(batch.changedSteps, batch.steps, Step::row));
        }
        if (!batch.newAttempts.isEmpty()) {
            stores.attempts().insert(rows(batch.newAttempts, batch.attempts, Attempt::row));
        }
        if (!batch.changedAttempts.isEmpty()) {
            stores.attempts().update(rows(batch.changedAttempts, batch.attempts, Attempt::row));
        }
        if (!batch.busySessions.isEmpty()) {
            stores.sessions().extend(batch.busySessions, settings.lease());
        }
    }

    private void rememberRequirements(Batch batch) {
        batch.newRuns.stream()
                .map(batch.plans::get)
                .collect(Collectors.groupingBy(
                        RunPlan::workspaceId,
                        Collectors.flatMapping(
                                plan -> plan.definition().workflow().steps().stream()
                                        .map(spec -> spec.requirement()),
                                Collectors.toSet())))
                .forEach((UUID workspaceId, Set<Requirement> requirements) ->
                        stores.steps().remember(workspaceId, requirements));
    }

    private static <T> List<T> only(Collection<?> commands, Class<T> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> Set<UUID> ids(Collection<T> things, Function<T, UUID> id) {
        return things.stream().map(id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <T, R> List<R> rows(Set<UUID> ids, Map<UUID, T> things, Function<T, R> row) {
        return ids.stream().map(things::get).map(row).toList();
    }
}
