package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.Step;

/**
 * Applies commands in batches: one call in one transaction, a number of statements that does not grow with the batch.
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
     * @param outcomes one for each command, in their order, then one for each claim ahead
     * @param ready steps that are in the queue now
     * @param withdrawn steps that left the queue, but not by a claim
     * @param made plans of the runs that were made
     * @param changes what is to be told after the commit
     */
    record Result(
            List<Outcome> outcomes,
            List<ReadyStep> ready,
            List<ReadyStep> withdrawn,
            List<RunPlan> made,
            List<ChangesCommitted> changes) {}

    /** Adds claims to a batch whose commands have been applied. */
    interface Ahead {
        /** Nobody claims in the batch that makes it possible. */
        Ahead NONE = (ended, ready) -> List.of();

        /**
         * @param ended attempts that this batch ends
         * @param ready steps that this batch puts into the queue
         */
        List<Command.Claim> claims(Collection<UUID> ended, Collection<ReadyStep> ready);
    }

    /**
     * Applies the commands in their order, then the claims that are possible now, inside the caller's transaction.
     *
     * @param again whether an earlier call with these commands ended without a known result
     */
    public Result apply(List<Command> commands, boolean again, Ahead ahead) {
        Batch batch = new Batch(clock.instant(), settings);
        new Loading(stores, plans, commands, again).into(batch);
        List<Outcome> outcomes = new ArrayList<>(commands.size());
        for (Command command : commands) {
            outcomes.add(command.applyTo(batch));
        }
        List<Command.Claim> claims = ahead.claims(batch.ended(), List.copyOf(batch.ready.values()));
        if (!claims.isEmpty()) {
            Loading.ofClaims(stores, plans, claims).into(batch);
            claims.forEach(claim -> outcomes.add(claim.applyTo(batch)));
        }
        store(batch);
        batch.gates.storeIn(stores.gates(), batch);
        List<ChangesCommitted> changes = recorder.number(batch.changes);
        return new Result(
                outcomes,
                List.copyOf(batch.ready.values()),
                List.copyOf(batch.withdrawn),
                batch.newRuns.stream().map(batch.plans::get).toList(),
                changes);
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
        batch.usage.storeIn(stores.usage());
        if (!batch.newCheckpoints.isEmpty()) {
            stores.checkpoints().put(List.copyOf(batch.newCheckpoints.values()));
        }
        if (!batch.newComments.isEmpty()) {
            stores.comments().insert(batch.newComments);
        }
        if (!batch.newControls.isEmpty()) {
            stores.controls().insert(batch.newControls);
        }
        if (!batch.shortSessions.isEmpty()) {
            stores.sessions().extend(batch.shortSessions, settings.lease());
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

    private static <T, R> List<R> rows(Set<UUID> ids, Map<UUID, T> things, Function<T, R> row) {
        return ids.stream().map(things::get).map(row).toList();
    }
}
