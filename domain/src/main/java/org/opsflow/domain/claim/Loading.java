package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.domain.workflow.Run;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.Step;
import org.opsflow.domain.workflow.StepRow;

/** Reads and locks what the commands of a batch need, in the one order of locks. */
final class Loading {
    private final Stores stores;
    private final Plans plans;
    private final boolean again;
    private final List<Command.Submit> submits;
    private final List<Command.Claim> claims;
    private final List<Command.CancelRun> cancels;
    private final List<Command.OnAttempt> onAttempts;

    Loading(Stores stores, Plans plans, List<Command> commands, boolean again) {
        this.stores = stores;
        this.plans = plans;
        this.again = again;
        this.submits = only(commands, Command.Submit.class);
        this.claims = only(commands, Command.Claim.class);
        this.cancels = only(commands, Command.CancelRun.class);
        this.onAttempts = only(commands, Command.OnAttempt.class);
    }

    /** Of claims that are added to a batch which is loaded. */
    static Loading ofClaims(Stores stores, Plans plans, List<Command.Claim> claims) {
        return new Loading(stores, plans, List.copyOf(claims), false);
    }

    /** What is asked for before the first row is looked at may travel to the database together. */
    void into(Batch batch) {
        Map<UUID, Attempts.Place> places = places();
        List<RunRow> runs = lockRuns(batch, places.values());
        List<StepRow> steps = lockTouched(batch, places);
        List<AttemptRow> attempts = mayEndRuns() ? List.of() : lockReported(places.keySet());
        readClientIds(batch);
        runs.forEach(row -> batch.runs.put(row.id(), new Run(row)));
        steps.forEach(row -> batch.steps.put(row.id(), new Step(row)));
        attempts.forEach(row -> batch.attempts.put(row.id(), new Attempt(row)));
        lockEnding(batch, places);
        List<StepRow> claimed = lockClaimed(batch);
        if (mayEndRuns()) {
            lockAttempts(batch, places.keySet());
        }
        lockSessions(batch);
        claimed.forEach(row -> batch.steps.put(row.id(), new Step(row)));
        readInputs(batch);
        readUsage(batch, places);
        readCheckpoints(batch);
        readArtifacts(batch);
    }

    /** Then more steps must be locked before the attempts, and which is not known before the first are read. */
    private boolean mayEndRuns() {
        return again || !cancels.isEmpty() || onAttempts.stream().anyMatch(Command.OnAttempt::mayDoom);
    }

    private void readClientIds(Batch batch) {
        Set<Runs.ClientId> clientIds = submits.stream()
                .flatMap(submit -> submit.scopedClientId().stream())
                .collect(Collectors.toSet());
        if (!clientIds.isEmpty()) {
            batch.knownClientIds.putAll(stores.runs().byClientIds(clientIds));
        }
    }

    private Map<UUID, Attempts.Place> places() {
        Set<UUID> ids = ids(onAttempts, Command.OnAttempt::attemptId);
        return ids.isEmpty()
                ? Map.of()
                : stores.attempts().places(ids).stream()
                        .collect(Collectors.toMap(Attempts.Place::id, Function.identity()));
    }

    private List<RunRow> lockRuns(Batch batch, Collection<Attempts.Place> places) {
        Set<UUID> locked = ids(places, Attempts.Place::runId);
        cancels.forEach(cancel -> locked.add(cancel.runId()));
        Set<UUID> planned = new HashSet<>(locked);
        claims.forEach(claim -> planned.add(claim.step().runId()));
        planned.removeAll(batch.plans.keySet());
        for (Command.Submit submit : submits) {
            batch.plans.put(submit.plan().runId(), submit.plan());
            planned.remove(submit.plan().runId());
        }
        if (!planned.isEmpty()) {
            batch.plans.putAll(plans.of(planned));
        }
        if (again) {
            submits.forEach(submit -> locked.add(submit.plan().runId()));
        }
        return locked.isEmpty() ? List.of() : stores.runs().lock(locked);
    }

    private List<StepRow> lockTouched(Batch batch, Map<UUID, Attempts.Place> places) {
        Set<UUID> touched = new LinkedHashSet<>();
        for (Command.OnAttempt command : onAttempts) {
            Attempts.Place place = places.get(command.attemptId());
            if (place != null) {
                touched.addAll(command.touches(batch.plans.get(place.runId()), place.stepId()));
            }
        }
        return touched.isEmpty() ? List.of() : stores.steps().lock(touched);
    }

    private List<AttemptRow> lockReported(Set<UUID> ids) {
        return ids.isEmpty() ? List.of() : stores.attempts().lock(ids);
    }

    private void lockEnding(Batch batch, Map<UUID, Attempts.Place> places) {
        Set<UUID> ending = endingWithTheirRuns(batch, places);
        ending.removeAll(batch.steps.keySet());
        if (!ending.isEmpty()) {
            stores.steps().lockOpen(ending).forEach(row -> batch.steps.put(row.id(), new Step(row)));
        }
    }

    private List<StepRow> lockClaimed(Batch batch) {
        Set<UUID> wanted = ids(claims, claim -> claim.step().id());
        wanted.removeAll(batch.steps.keySet());
        return wanted.isEmpty() ? List.of() : stores.steps().lockReady(wanted);
    }

    /** The steps of the runs that fail or are cancelled, whether they are open or not. */
    private Set<UUID> endingWithTheirRuns(Batch batch, Map<UUID, Attempts.Place> places) {
        Set<UUID> ending = new LinkedHashSet<>();
        cancelled(batch).forEach(run -> ending.addAll(batch.plans.get(run.id()).stepIds()));
        for (Command.OnAttempt command : onAttempts) {
            Attempts.Place place = places.get(command.attemptId());
            Step step = place == null ? null : batch.steps.get(place.stepId());
            if (step != null
                    && command.mayDoom()
                    && command.dooms(batch.plans.get(place.runId()), step, batch.maxLosses)) {
                ending.addAll(batch.plans.get(place.runId()).stepIds());
            }
        }
        return ending;
    }

    /** The runs that will be cancelled. */
    private List<Run> cancelled(Batch batch) {
        return cancels.stream()
                .filter(cancel -> cancel.hits(batch.runs.get(cancel.runId())))
                .map(cancel -> batch.runs.get(cancel.runId()))
                .filter(run -> !run.state().isFinal())
                .toList();
    }

    private void lockAttempts(Batch batch, Set<UUID> reported) {
        Set<UUID> wanted = new LinkedHashSet<>(reported);
        if (again) {
            wanted.addAll(ids(claims, Command.Claim::attemptId));
        }
        for (Run run : cancelled(batch)) {
            RunPlan plan = batch.plans.get(run.id());
            plan.stepIds().stream()
                    .map(batch.steps::get)
                    .filter(Objects::nonNull)
                    .forEach(step -> step.holder().ifPresent(wanted::add));
        }
        lockReported(wanted).forEach(row -> batch.attempts.put(row.id(), new Attempt(row)));
    }

    private void lockSessions(Batch batch) {
        Set<UUID> wanted = ids(claims, Command.Claim::sessionId);
        onAttempts.stream()
                .filter(Command.OnAttempt::asksForLease)
                .map(command -> batch.attempts.get(command.attemptId()))
                .filter(Objects::nonNull)
                .forEach(attempt -> wanted.add(attempt.sessionId()));
        wanted.removeAll(batch.sessions.keySet());
        if (!wanted.isEmpty()) {
            stores.sessions().lock(wanted).forEach(row -> batch.sessions.put(row.id(), row));
        }
    }

    private void readInputs(Batch batch) {
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

    /** Under the locks of the attempts, so that nobody adds to it meanwhile. */
    private void readUsage(Batch batch, Map<UUID, Attempts.Place> places) {
        Set<UUID> stepIds = onAttempts.stream()
                .filter(Command.OnAttempt::reportsUsage)
                .map(command -> places.get(command.attemptId()))
                .filter(Objects::nonNull)
                .map(Attempts.Place::stepId)
                .collect(Collectors.toSet());
        if (!stepIds.isEmpty()) {
            batch.usage.load(stores.usage().ofSteps(stepIds));
        }
    }

    /** Of steps that were tried before; most batches have none. What this batch was told is not stored yet, and newer. */
    private void readCheckpoints(Batch batch) {
        Set<UUID> again = claims.stream()
                .filter(claim -> isAnotherTry(batch, claim))
                .map(claim -> claim.step().id())
                .collect(Collectors.toSet());
        if (!again.isEmpty()) {
            stores.checkpoints().ofSteps(again).forEach(batch.checkpoints::putIfAbsent);
        }
    }

    private static boolean isAnotherTry(Batch batch, Command.Claim claim) {
        Attempt committed = batch.attempts.get(claim.attemptId());
        Step step = batch.steps.get(claim.step().id());
        return committed != null ? committed.row().number() > 1 : step != null && step.attempts() > 0;
    }

    private void readArtifacts(Batch batch) {
        Set<UUID> named = onAttempts.stream()
                .flatMap(command -> command.namedArtifacts().stream())
                .collect(Collectors.toSet());
        if (!named.isEmpty()) {
            batch.runsOfArtifacts.putAll(stores.checkpoints().runsOf(named));
        }
    }

    private static <T> List<T> only(Collection<?> commands, Class<T> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> Set<UUID> ids(Collection<T> things, Function<T, UUID> id) {
        return things.stream().map(id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
