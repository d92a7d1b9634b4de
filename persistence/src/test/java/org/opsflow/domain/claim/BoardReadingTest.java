package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.ListedRun;
import org.opsflow.domain.board.LogTail;
import org.opsflow.domain.board.RunFilter;
import org.opsflow.domain.board.RunReading;
import org.opsflow.domain.board.RunSteps;
import org.opsflow.domain.board.Snapshot;
import org.opsflow.domain.board.StepDetail;
import org.opsflow.domain.board.StepLog;
import org.opsflow.domain.board.StepReading;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.Usage;
import org.opsflow.domain.workflow.UsageJson;
import org.opsflow.persistence.board.SqlBoardRows;
import org.opsflow.persistence.claim.SqlLogs;
import org.opsflow.persistence.shared.Sql;

/** What people read, after the engine wrote it. */
class BoardReadingTest {
    private static final String FAN = Floor.yaml(
            """
            - {id: a, name: A, phase: one, type: script, command: "true", needs: []}
            - {id: b, name: B, phase: one, type: script, command: "true", needs: [], retries: 1}
            - {id: c, name: C, phase: two, type: script, command: "true", needs: [a, b]}
            """);

    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");
    private final AtomicInteger statements = new AtomicInteger();
    private final BoardView board = new BoardView(
            new SqlBoardRows(new Sql(counted(floor.transactions.dataSource()))),
            new NoAgents(),
            floor.definitions,
            floor.log,
            floor.clock);
    private final SqlBoardRows rows = new SqlBoardRows(new Sql(counted(floor.transactions.dataSource())));
    private final RunReading runs = new RunReading(rows, floor.definitions);
    private final StepReading steps = new StepReading(rows, floor.plans, floor.steps, floor.controls);

    @Test
    void showsWhatTheChangesTold() {
        aRunInTheMiddle();

        Map<String, JsonObject> told = lastStepChanges();
        JsonObject run = snapshotJson().getJsonArray("runs").getJsonObject(0);

        for (JsonValue value : run.getJsonArray("steps")) {
            JsonObject step = value.asJsonObject();
            JsonObject change = told.get(step.getString("id"));
            if (change != null) {
                Set<String> common = new HashSet<>(step.keySet());
                common.retainAll(change.keySet());
                common.remove("step_id");
                assertThat(common).contains("status", "state", "agent", "fence", "revision", "ready_at");
                common.forEach(name ->
                        assertThat(step.get(name)).as(name + " of " + step).isEqualTo(change.get(name)));
            }
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void needsAsManyStatementsForManyRunsAsForOne() {
        start();
        snapshotJson();
        statements.set(0);
        snapshotJson();
        int forOne = statements.get();
        for (int i = 0; i < 10; i++) {
            start();
        }

        statements.set(0);
        JsonObject snapshot = snapshotJson();

        assertThat(snapshot.getJsonArray("runs")).hasSize(11);
        assertThat(statements.get()).isEqualTo(forOne).isLessThanOrEqualTo(6);
    }

    @Test
    void listsRunsNewestFirstInPagesAndByWhatIsAsked() {
        UUID first = run(start()).runId();
        UUID second = run(start()).runId();
        UUID third = run(floor.apply(floor.submit(
                        floor.definition(Floor.yaml("- {id: a, name: A, phase: one, type: script, command: \"true\"}")
                                .replace("Test", "Other")))))
                .runId();

        Page<ListedRun> page = list(RunFilter.ALL, new Page.Wanted(2, Optional.empty()));
        Page<ListedRun> rest = list(RunFilter.ALL, new Page.Wanted(2, page.next()));

        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(rest)).containsExactly(first);
        assertThat(rest.next()).isEmpty();
        assertThat(ids(list(by(Optional.of(RunState.COMPLETED), Optional.empty()), Page.Wanted.first())))
                .isEmpty();
        assertThat(ids(list(by(Optional.of(RunState.PENDING), Optional.of("other")), Page.Wanted.first())))
                .containsExactly(third);
    }

    @Test
    void needsAsManyStatementsForAPageOfManyRunsAsForOne() {
        start();
        list(RunFilter.ALL, Page.Wanted.first());
        statements.set(0);
        list(RunFilter.ALL, Page.Wanted.first());
        int forOne = statements.get();
        for (int i = 0; i < 10; i++) {
            start();
        }

        statements.set(0);
        Page<ListedRun> many = list(RunFilter.ALL, Page.Wanted.first());

        assertThat(many.items()).hasSize(11);
        assertThat(statements.get()).isEqualTo(forOne).isLessThanOrEqualTo(6);
    }

    @Test
    void showsWhatARunItsStepsAndTheirAttemptsUsedAndReached() {
        Engine.Result started = start();
        String runId = PublicId.RUN.of(run(started).runId());
        JsonObject before = floor.in(() -> json(runs.find(floor.owner, runId)));
        Grant a = floor.running(worker, ready(started, "a"));
        Grant b = floor.running(worker, ready(started, "b"));
        Engine.Result failed = floor.apply(
                worker.report(a, 2, new ReportBody.Used(List.of(used("opus", 10), used("haiku", 1)))),
                worker.report(
                        b,
                        2,
                        new ReportBody.Failed(true, "no", "no", OptionalInt.empty(), List.of(used("haiku", 100)))));
        Grant again = floor.running(worker, failed.ready().get(0));
        floor.apply(worker.report(again, 2, new ReportBody.Used(List.of(used("haiku", 1_000)))));

        JsonObject run = floor.in(() -> json(runs.find(floor.owner, runId)));
        JsonObject step = floor.in(() -> json(steps.find(floor.owner, PublicId.STEP.of(b.stepId()))));

        floor.apply(worker.report(again, 3, new ReportBody.Checkpointed(new Checkpoint.State(new byte[] {1, 2, 3}))));
        JsonObject reached = floor.in(() -> json(steps.find(floor.owner, PublicId.STEP.of(b.stepId()))))
                .getJsonObject("checkpoint");

        assertThat(step.get("checkpoint")).isEqualTo(JsonValue.NULL);
        assertThat(reached.getInt("attempt")).isEqualTo(2);
        assertThat(reached.getInt("size_bytes")).isEqualTo(3);
        assertThat(reached.get("artifact_id")).isEqualTo(JsonValue.NULL);
        assertThat(rows.checkpoint(UUID.randomUUID(), b.stepId()))
                .describedAs("not to another workspace")
                .isEmpty();
        assertThat(before.get("usage")).isEqualTo(JsonValue.NULL);
        assertThat(before.getJsonArray("usage_by_model")).isEmpty();
        assertThat(outputs(run)).isEqualTo(1_111);
        assertThat(run.getJsonObject("usage").getInt("calls")).isEqualTo(4);
        assertThat(run.getJsonArray("usage_by_model"))
                .extracting(each -> each.asJsonObject().getString("model") + " "
                        + each.asJsonObject().getInt("output_tokens"))
                .containsExactly("haiku 1101", "opus 10");
        assertThat(run.getJsonArray("steps"))
                .extracting(
                        each -> each.asJsonObject().get("usage") == JsonValue.NULL ? 0 : outputs(each.asJsonObject()))
                .containsExactly(11, 1_100, 0);
        assertThat(outputs(step)).isEqualTo(1_100);
        assertThat(step.getJsonArray("attempts"))
                .extracting(each -> outputs(each.asJsonObject()))
                .containsExactly(100, 1_000);
        assertThat(step.getJsonArray("usage_by_model")).hasSize(1);
        assertThat(snapshotJson().getJsonArray("runs").getJsonObject(0).getJsonArray("steps"))
                .extracting(
                        each -> each.asJsonObject().get("usage") == JsonValue.NULL ? 0 : outputs(each.asJsonObject()))
                .containsExactly(11, 1_100, 0);
        assertThat(rows.usage(UUID.randomUUID(), List.of(run(started).runId())))
                .describedAs("not to another workspace")
                .isEmpty();
    }

    private static ModelUsage used(String model, long output) {
        return new ModelUsage(model, new Usage(1, 0, 0, output, 0));
    }

    private static int outputs(JsonObject of) {
        return of.getJsonObject("usage").getInt("output_tokens");
    }

    private static JsonObject json(ListedRun run) {
        return JsonText.parseObject(JsonText.object(json -> {
                    BoardJson.listedRun(json, run);
                    UsageJson.writeByModel(json, run.models());
                }))
                .orElseThrow();
    }

    private static JsonObject json(StepDetail step) {
        return JsonText.parseObject(JsonText.object(json -> BoardJson.step(json, step)))
                .orElseThrow();
    }

    @Test
    void showsTheFirst200StepsOfARunAndWhereTheOthersBegin() {
        String many = IntStream.range(0, 230)
                .mapToObj(i -> "- {id: s%d, phase: one, type: script, command: \"true\"}\n".formatted(i))
                .collect(Collectors.joining());
        RunPlan plan = run(floor.apply(floor.submit(floor.definition(Floor.yaml(many)))));
        String id = PublicId.RUN.of(plan.runId());

        ListedRun listed = floor.in(() -> runs.find(floor.owner, id));
        RunSteps rest = floor.in(() -> runs.steps(floor.owner, id, new Page.Wanted(20, listed.moreSteps())));
        RunSteps last = floor.in(() ->
                runs.steps(floor.owner, id, new Page.Wanted(20, rest.page().next())));

        assertThat(listed.seen().steps()).hasSize(200);
        assertThat(rest.page().items())
                .extracting(seen -> seen.step().ordinal())
                .startsWith(200)
                .endsWith(219);
        assertThat(last.page().items())
                .extracting(seen -> seen.step().ordinal())
                .startsWith(220)
                .endsWith(229);
        assertThat(last.page().next()).isEmpty();
    }

    @Test
    void tellsWhatAStepWasToldToDoAndWhatHappenedToIt() {
        Engine.Result started = start();
        Grant grant = floor.running(worker, ready(started, "b"));
        floor.apply(worker.failed(grant, true));
        String step = PublicId.STEP.of(grant.plan().stepIds().get(1));
        String waiting = PublicId.STEP.of(grant.plan().stepIds().get(2));

        assertThat(tail(step, StepLog.Type.INPUT).content()).isEqualTo("true");
        assertThat(tail(waiting, StepLog.Type.INPUT).content()).isEmpty();
        assertThat(tail(step, StepLog.Type.EVENTS).content().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(JsonText.parseObject(line)).isPresent())
                .last()
                .asString()
                .contains("\"event\":\"failed\"", "\"exit_code\":1");
        assertThat(tail(step, StepLog.Type.SUMMARY).content()).isEmpty();
        assertThatThrownBy(() -> floor.in(() -> steps.log(floor.owner, step, StepLog.Type.OUTPUT, Optional.of(7))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("attempt");
    }

    private LogTail tail(String step, StepLog.Type type) {
        return floor.in(() -> steps.tail(floor.owner, step, type, Optional.empty()));
    }

    private Page<ListedRun> list(RunFilter filter, Page.Wanted wanted) {
        return floor.in(() -> runs.list(floor.owner, filter, wanted));
    }

    private static RunFilter by(Optional<RunState> state, Optional<String> definition) {
        return new RunFilter(state, definition);
    }

    private static List<UUID> ids(Page<ListedRun> page) {
        return page.items().stream().map(listed -> listed.seen().run().id()).toList();
    }

    @Test
    void showsEveryAttemptOfAStep() {
        Grant grant = floor.running(worker, ready(start(), "b"));
        floor.apply(worker.failed(grant, true));

        StepDetail detail = floor.in(() ->
                steps.find(floor.owner, PublicId.STEP.of(grant.plan().stepIds().get(1))));

        assertThat(detail.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(AttemptState.FAILED);
            assertThat(attempt.agent()).isEqualTo(worker.face());
            assertThat(attempt.exitCode()).hasValue(1);
            assertThat(attempt.endedAt()).isPresent();
        });
    }

    @Test
    void showsTheEndOfALongOutputFromAWholeCharacterOn() {
        Grant grant = floor.running(worker, ready(start(), "a"));
        byte[] chunk = ("x" + "€".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
        SqlLogs logs = new SqlLogs(floor.sql);
        floor.in(() -> {
            for (int i = 0; i < 6; i++) {
                logs.append(floor.workspace, grant.attemptId(), (long) i * chunk.length, chunk);
            }
            return null;
        });

        LogTail tail = floor.in(() -> steps.tail(
                floor.owner, PublicId.STEP.of(grant.plan().stepIds().get(0)), StepLog.Type.OUTPUT, Optional.empty()));

        assertThat(tail.size()).isEqualTo(6L * chunk.length);
        assertThat(tail.size() - tail.offset()).isBetween(256 * 1024L - 2, 256 * 1024L);
        assertThat(tail.content()).startsWith("€").endsWith("€").doesNotContain("\ufffd");
        assertThat(tail.isTruncated()).isTrue();
        assertThat(tail.attempt()).isEqualTo(1);
        StepLog log = floor.in(() -> steps.log(
                floor.owner, PublicId.STEP.of(grant.plan().stepIds().get(0)), StepLog.Type.OUTPUT, Optional.of(1)));
        byte[] acrossTwo = floor.in(() -> steps.read(floor.owner, log, chunk.length - 3L, 4));
        assertThat(new String(acrossTwo, StandardCharsets.UTF_8)).isEqualTo("€x");
        assertThat(floor.in(() -> steps.read(floor.owner, log, log.size() - 3, 100)))
                .hasSize(3);
        assertThat(floor.in(() -> steps.read(floor.owner, log, log.size(), 100)))
                .isEmpty();
    }

    @Test
    void showsNothingToAnotherWorkspace() {
        RunPlan plan = run(start());
        Caller stranger = new Caller(UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Eve", Role.OWNER);
        String run = PublicId.RUN.of(plan.runId());
        String step = PublicId.STEP.of(plan.stepIds().get(0));

        assertThat(floor.in(() -> runs.list(stranger, RunFilter.ALL, Page.Wanted.first()))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> floor.in(() -> runs.find(stranger, run))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> floor.in(() -> steps.find(stranger, step))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> floor.in(() -> steps.tail(stranger, step, StepLog.Type.OUTPUT, Optional.empty())))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> floor.in(() -> board.stepId(stranger, step))).isInstanceOf(Problem.class);
    }

    /** One step completed, one returned to the queue after a failure, one that waits. */
    private void aRunInTheMiddle() {
        Engine.Result started = start();
        floor.apply(worker.completed(floor.running(worker, ready(started, "a"))));
        floor.apply(worker.failed(floor.running(worker, ready(started, "b")), true));
    }

    private Engine.Result start() {
        return floor.apply(floor.submit(floor.definition(FAN)));
    }

    private static RunPlan run(Engine.Result started) {
        return started.made().get(0);
    }

    private static ReadyStep ready(Engine.Result started, String key) {
        return started.ready().stream()
                .filter(step -> step.spec().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject snapshotJson() {
        Snapshot snapshot = floor.in(() -> board.snapshot(floor.owner));
        return JsonText.parseObject(JsonText.object(json -> BoardJson.snapshot(json, snapshot)))
                .orElseThrow();
    }

    private Map<String, JsonObject> lastStepChanges() {
        Map<String, JsonObject> last = new HashMap<>();
        for (NumberedChange change : floor.in(() -> floor.log.after(floor.workspace, 0, 1_000))) {
            if (change.type().startsWith("workflow.step.")) {
                JsonObject data = JsonText.parseObject(change.data()).orElseThrow();
                last.put(data.getString("step_id"), data);
            }
        }
        return last;
    }

    private DataSource counted(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    statements.incrementAndGet();
                    return method.invoke(source, arguments);
                });
    }

    private static final class NoAgents implements Agents {
        @Override
        public void add(Agent agent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean has(UUID workspaceId, String slug) {
            return false;
        }

        @Override
        public Optional<Agent> find(UUID workspaceId, String slug) {
            return Optional.empty();
        }

        @Override
        public Optional<Agent> known(UUID workspaceId, String slug) {
            return Optional.empty();
        }

        @Override
        public void changed(Agent agent) {}

        @Override
        public List<Agent> of(UUID workspaceId, Optional<Place> after, int limit) {
            return List.of();
        }

        @Override
        public Map<UUID, Face> faces(UUID workspaceId, Collection<UUID> ids) {
            return Map.of();
        }

        @Override
        public List<Agent> of(UUID workspaceId) {
            return List.of();
        }
    }
}
