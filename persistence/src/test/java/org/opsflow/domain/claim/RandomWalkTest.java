package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.opsflow.db.Invariants;
import org.opsflow.db.Violation;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.persistence.MariaDb;

/** Random commands, wrong ones and repeated ones among them, against the model; then the database against its rules. */
class RandomWalkTest {
    private static final int WORKERS = 3;
    private static Floor floor;
    private static List<Worker> workers;
    private static List<Definition> definitions;
    private static List<Violation> before;

    private enum What {
        SUBMIT,
        CLAIM,
        CLAIM_AS_SUPERSEDED,
        START,
        COMPLETE,
        FAIL,
        FAIL_RETRYABLE,
        RELEASE,
        REPORT_OF_ANOTHER,
        REPORT_WITH_OLD_FENCE,
        REPORT_WITH_WRONG_NUMBER,
        REPORT_OF_NOTHING,
        REPEAT,
        EXPIRE,
        TAKE,
        TAKE_IF_EXPIRED,
        TAKE_WITHOUT_LOSS,
        CANCEL,
        CANCEL_FROM_ANOTHER_WORKSPACE,
        STOPPED,
        STOPPED_IF_EXPIRED
    }

    /** @param pick chooses among what the move can be done to */
    private record Move(What what, int pick) {}

    /** @param again whether the batch is applied a second time, as if its commit had not been seen */
    private record Step(List<Move> moves, boolean again) {}

    @BeforeContainer
    static void openFloor() throws SQLException {
        before = violations();
        floor = new Floor();
        workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(floor.worker("w" + i));
        }
        definitions = List.of(
                        """
                        - {id: a, phase: one, type: script, command: a}
                        """,
                        """
                        - {id: a, phase: one, type: script, command: a, retries: 2}
                        - {id: b, phase: two, type: script, command: b}
                        - {id: c, phase: three, type: script, command: c}
                        """,
                        """
                        - {id: a, phase: one, type: script, command: a, needs: []}
                        - {id: b, phase: one, type: script, command: b, needs: [], retries: 1}
                        - {id: c, phase: one, type: script, command: c}
                        - {id: d, phase: two, type: script, command: d}
                        """,
                        """
                        - {id: a, phase: one, type: script, command: a, needs: []}
                        - {id: b, phase: two, type: script, command: b, needs: [a]}
                        - {id: c, phase: two, type: script, command: c, needs: [a], retries: 1}
                        - {id: d, phase: three, type: script, command: d, needs: [b, c]}
                        - {id: e, phase: three, type: script, command: e, needs: [a]}
                        """)
                .stream()
                .map(steps -> floor.definition(Floor.yaml(steps)))
                .toList();
    }

    @AfterContainer
    static void theDatabaseKeepsItsRules() throws SQLException {
        assertThat(violations()).isEqualTo(before);
    }

    private static List<Violation> violations() throws SQLException {
        try (Connection connection = MariaDb.connect()) {
            return Invariants.check(connection);
        }
    }

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(3, What.SUBMIT),
                Tuple.of(10, What.CLAIM),
                Tuple.of(1, What.CLAIM_AS_SUPERSEDED),
                Tuple.of(10, What.START),
                Tuple.of(9, What.COMPLETE),
                Tuple.of(1, What.FAIL),
                Tuple.of(3, What.FAIL_RETRYABLE),
                Tuple.of(2, What.RELEASE),
                Tuple.of(1, What.REPORT_OF_ANOTHER),
                Tuple.of(1, What.REPORT_WITH_OLD_FENCE),
                Tuple.of(1, What.REPORT_WITH_WRONG_NUMBER),
                Tuple.of(1, What.REPORT_OF_NOTHING),
                Tuple.of(3, What.REPEAT),
                Tuple.of(1, What.EXPIRE),
                Tuple.of(2, What.TAKE),
                Tuple.of(2, What.TAKE_IF_EXPIRED),
                Tuple.of(1, What.TAKE_WITHOUT_LOSS),
                Tuple.of(1, What.CANCEL),
                Tuple.of(1, What.CANCEL_FROM_ANOTHER_WORKSPACE),
                Tuple.of(2, What.STOPPED),
                Tuple.of(1, What.STOPPED_IF_EXPIRED));
        Arbitrary<Move> move = Combinators.combine(what, Arbitraries.integers().between(0, 1_000))
                .as(Move::new);
        return Combinators.combine(
                        move.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.integers().between(0, 7))
                .as((moves, chance) -> new Step(moves, chance == 0))
                .list()
                .ofMinSize(3)
                .ofMaxSize(12);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
    void everyCommandDoesWhatTheModelSays(@ForAll("walks") List<Step> walk) {
        Walk walking = new Walk();
        floor.run(() ->
                floor.sessions.extend(workers.stream().map(Worker::session).toList(), floor.settings.lease()));
        walking.apply(new Step(List.of(new Move(What.SUBMIT, walk.size())), false));
        walk.forEach(walking::apply);
        walking.compareRows();
    }

    private static final class Walk {
        private final FloorModel model = new FloorModel(floor.settings.maxLosses());
        private final Map<UUID, ReadyStep> ready = new java.util.LinkedHashMap<>();
        private final List<Grant> grants = new ArrayList<>();
        private final List<Command> said = new ArrayList<>();

        void apply(Step step) {
            List<Command> commands = new ArrayList<>();
            for (Move move : step.moves()) {
                command(move).ifPresent(commands::add);
            }
            if (commands.isEmpty()) {
                return;
            }
            // Submissions and claims come again only as a batch whose commit was not seen.
            commands.stream()
                    .filter(command -> command instanceof Command.OnAttempt || command instanceof Command.CancelRun)
                    .forEach(said::add);
            apply(commands, false);
            if (step.again()) {
                apply(commands, true);
            }
        }

        private void apply(List<Command> commands, boolean again) {
            // An attempt that this batch makes is not known to its reports yet.
            Set<UUID> known = Set.copyOf(model.attempts.keySet());
            List<String> expected = commands.stream()
                    .map(command -> expected(command, known, again))
                    .toList();
            Engine.Result result = floor.apply(commands, again);

            assertThat(result.outcomes().stream().map(Walk::name)).isEqualTo(expected);
            Map<UUID, ReadyStep> now =
                    result.ready().stream().collect(Collectors.toMap(ReadyStep::id, Function.identity()));
            assertThat(now.keySet()).isEqualTo(model.committed());
            assertThat(result.withdrawn().stream().map(ReadyStep::id).collect(Collectors.toSet()))
                    .isEqualTo(model.withdrawn());
            ready.putAll(now);
            result.outcomes().stream()
                    .filter(Outcome.Granted.class::isInstance)
                    .forEach(outcome -> grants.add(((Outcome.Granted) outcome).grant()));
        }

        private Optional<Command> command(Move move) {
            Worker worker = workers.get(move.pick() % WORKERS);
            return switch (move.what()) {
                case SUBMIT -> Optional.of(floor.submit(definitions.get(move.pick() % definitions.size())));
                case CLAIM ->
                    pick(List.copyOf(ready.values()), move.pick() / WORKERS)
                            .map(step -> worker.claim(floor.ids.next(), step));
                case CLAIM_AS_SUPERSEDED ->
                    pick(List.copyOf(ready.values()), move.pick())
                            .map(step -> worker.superseded().claim(floor.ids.next(), step));
                case START -> report(move, 1, new ReportBody.Started());
                case COMPLETE -> report(move, 2, Worker.completion());
                case FAIL -> report(move, 2, Worker.failure(false));
                case FAIL_RETRYABLE -> report(move, 2, Worker.failure(true));
                case RELEASE -> report(move, 1 + move.pick() % 2, new ReportBody.Released("bye"));
                case REPORT_OF_ANOTHER ->
                    pick(grants, move.pick()).map(grant -> other(grant).report(grant, 1, new ReportBody.Started()));
                case REPORT_WITH_OLD_FENCE ->
                    pick(grants, move.pick())
                            .map(grant -> owner(grant).report(grant, grant.fence() - 1, 1, new ReportBody.Started()));
                case REPORT_WITH_WRONG_NUMBER ->
                    pick(grants, move.pick())
                            .map(grant -> owner(grant).report(grant, move.pick() % 7 - 2, Worker.completion()));
                case REPORT_OF_NOTHING -> pick(grants, move.pick()).map(Walk::reportOfNothing);
                case REPEAT -> pick(said, move.pick());
                case EXPIRE -> {
                    floor.expireLease(worker);
                    model.expiredSessions.add(worker.session());
                    yield Optional.empty();
                }
                case TAKE -> pick(grants, move.pick()).map(grant -> floor.take(grant, false));
                case TAKE_IF_EXPIRED -> pick(grants, move.pick()).map(grant -> floor.take(grant, true));
                case TAKE_WITHOUT_LOSS -> pick(grants, move.pick()).map(grant -> floor.take(grant, Taking.GOODBYE));
                case CANCEL ->
                    pick(List.copyOf(model.runs.keySet()), move.pick()).map(run -> cancel(run, floor.workspace));
                case CANCEL_FROM_ANOTHER_WORKSPACE ->
                    pick(List.copyOf(model.runs.keySet()), move.pick()).map(run -> cancel(run, UUID.randomUUID()));
                case STOPPED -> pick(grants, move.pick()).map(grant -> floor.stopped(grant, false));
                case STOPPED_IF_EXPIRED -> pick(grants, move.pick()).map(grant -> floor.stopped(grant, true));
            };
        }

        /** Mostly on open attempts, so that runs get on. */
        private Optional<Command> report(Move move, long number, ReportBody body) {
            List<Grant> open = grants.stream()
                    .filter(grant -> model.attempts.get(grant.attemptId()).isOpen())
                    .toList();
            return pick(move.pick() % 10 == 0 ? grants : open, move.pick())
                    .map(grant -> owner(grant).report(grant, number, body));
        }

        private static Command reportOfNothing(Grant grant) {
            return new Command.Report(
                    grant.attemptId(),
                    floor.workspace,
                    floor.ids.next(),
                    1,
                    1,
                    workers.get(0).session(),
                    workers.get(0).face(),
                    new ReportBody.Started());
        }

        private static Command cancel(UUID run, UUID workspace) {
            return new Command.CancelRun(
                    run, workspace, new Cancellation(floor.owner.id(), Optional.empty()), "The run was cancelled.");
        }

        private Worker owner(Grant grant) {
            UUID session = model.attempts.get(grant.attemptId()).session;
            return workers.stream()
                    .filter(worker -> worker.session().equals(session))
                    .findFirst()
                    .orElseThrow();
        }

        private Worker other(Grant grant) {
            return workers.get((workers.indexOf(owner(grant)) + 1) % WORKERS);
        }

        private String expected(Command command, Set<UUID> known, boolean again) {
            if (command instanceof Command.Submit submit) {
                return model.submit(submit);
            } else if (command instanceof Command.Claim claim) {
                boolean newest = workers.stream().anyMatch(worker -> worker.epoch() == claim.epoch());
                return model.claim(claim.attemptId(), claim.step().id(), claim.sessionId(), newest, again);
            } else if (command instanceof Command.Report report) {
                return known.contains(report.attemptId())
                        ? model.report(
                                report.attemptId(),
                                report.sessionId(),
                                report.fence(),
                                report.number(),
                                word(report.body()))
                        : "LEASE_LOST";
            }
            if (command instanceof Command.CancelRun cancel) {
                return cancel.workspaceId().equals(floor.workspace) ? model.cancel(cancel.runId()) : "nothing";
            } else if (command instanceof Command.Stopped stopped) {
                // An attempt that this batch makes is not known yet.
                return known.contains(stopped.attemptId())
                        ? model.stopped(stopped.attemptId(), stopped.onlyExpired())
                        : "nothing";
            }
            Command.Take take = (Command.Take) command;
            return model.take(take.attemptId(), take.why());
        }

        private static String word(ReportBody body) {
            if (body instanceof ReportBody.Failed failed) {
                return failed.retryable() ? "failed retryable" : "failed";
            } else if (body instanceof ReportBody.Completed) {
                return "completed";
            }
            return body instanceof ReportBody.Started ? "started" : "released";
        }

        private static String name(Outcome outcome) {
            if (outcome instanceof Outcome.Granted granted) {
                return "granted " + granted.grant().fence();
            } else if (outcome instanceof Outcome.Refused refused) {
                return refused.code().name();
            } else if (outcome instanceof Outcome.Submitted) {
                return "submitted";
            } else if (outcome instanceof Outcome.Receipted) {
                return "receipt";
            } else if (outcome instanceof Outcome.Superseded) {
                return "superseded";
            } else if (outcome instanceof Outcome.Cancelled cancelled) {
                return "cancelled " + cancelled.stops().size();
            } else if (outcome instanceof Outcome.Ended ended) {
                return "ended " + ended.state();
            } else if (outcome instanceof Outcome.Stopped) {
                return "stopped";
            }
            return outcome instanceof Outcome.Taken ? "taken" : "nothing";
        }

        void compareRows() {
            Set<UUID> stepIds = new LinkedHashSet<>(model.steps.keySet());
            for (StepRow row : floor.in(() -> floor.steps.lock(stepIds))) {
                FloorModel.ModelStep step = model.steps.get(row.id());
                assertThat(List.of(row.state(), row.fence(), row.failures(), row.losses()))
                        .isEqualTo(List.of(step.state, step.fence, step.failures, step.losses));
                stepIds.remove(row.id());
            }
            assertThat(stepIds).isEmpty();
            List<RunRow> runs = floor.in(() -> floor.runs.lock(model.runs.keySet()));
            assertThat(runs).hasSameSizeAs(model.runs.keySet());
            for (RunRow row : runs) {
                FloorModel.ModelRun run = model.runs.get(row.id());
                assertThat(List.of(row.state(), (long) row.stepsOpen(), (long) row.stepsLive(), (long) row.stopping()))
                        .isEqualTo(List.of(run.state(), run.open(), run.live(), run.stopping));
            }
            List<AttemptRow> attempts = floor.in(() -> floor.attempts.lock(model.attempts.keySet()));
            assertThat(attempts).hasSameSizeAs(model.attempts.keySet());
            for (AttemptRow row : attempts) {
                FloorModel.ModelAttempt attempt = model.attempts.get(row.id());
                assertThat(List.of(row.state().word(), row.fence(), row.lastReport()))
                        .isEqualTo(List.of(attempt.state, attempt.fence, attempt.lastReport));
            }
        }

        private static <T> Optional<T> pick(List<? extends T> from, int pick) {
            return from.isEmpty() ? Optional.empty() : Optional.of(from.get(pick % from.size()));
        }
    }
}
