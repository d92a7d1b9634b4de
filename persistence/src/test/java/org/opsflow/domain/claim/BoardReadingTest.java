package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.LogTail;
import org.opsflow.domain.board.Snapshot;
import org.opsflow.domain.board.StepDetail;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;
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
        assertThat(statements.get()).isEqualTo(forOne).isLessThanOrEqualTo(4);
    }

    @Test
    void listsRunsNewestFirstAndByState() {
        Engine.Result first = start();
        Engine.Result second = start();

        assertThat(floor.in(() -> board.runs(floor.owner, Optional.empty())))
                .extracting(seen -> seen.run().id())
                .containsExactly(run(second).runId(), run(first).runId());
        assertThat(floor.in(() -> board.runs(floor.owner, Optional.of(RunState.COMPLETED))))
                .isEmpty();
    }

    @Test
    void showsEveryAttemptOfAStep() {
        Grant grant = floor.running(worker, ready(start(), "b"));
        floor.apply(worker.failed(grant, true));

        StepDetail detail = floor.in(() ->
                board.step(floor.owner, PublicId.STEP.of(grant.plan().stepIds().get(1))));

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

        LogTail tail = floor.in(() ->
                board.log(floor.owner, PublicId.STEP.of(grant.plan().stepIds().get(0))));

        assertThat(tail.size()).isEqualTo(6L * chunk.length);
        assertThat(tail.size() - tail.offset()).isBetween(256 * 1024L - 2, 256 * 1024L);
        assertThat(tail.content()).startsWith("€").endsWith("€").doesNotContain("\ufffd");
        assertThat(tail.isTruncated()).isTrue();
        assertThat(tail.attempt()).isEqualTo(1);
    }

    @Test
    void showsNothingToAnotherWorkspace() {
        RunPlan plan = run(start());
        Caller stranger = new Caller(UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Eve", Role.OWNER);
        String run = PublicId.RUN.of(plan.runId());
        String step = PublicId.STEP.of(plan.stepIds().get(0));

        assertThat(floor.in(() -> board.runs(stranger, Optional.empty()))).isEmpty();
        assertThatThrownBy(() -> floor.in(() -> board.run(stranger, run))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> floor.in(() -> board.step(stranger, step))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> floor.in(() -> board.log(stranger, step))).isInstanceOf(Problem.class);
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
        public List<Agent> of(UUID workspaceId) {
            return List.of();
        }
    }
}
