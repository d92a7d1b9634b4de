package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.audit.AuditLog;
import org.opsflow.domain.board.BoardRows;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.persistence.audit.SqlAuditLog;
import org.opsflow.persistence.board.SqlBoardRows;

/** An agent says that something is wrong with it: on two nodes with one database. */
class AgentErrorsTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private final LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);
    private final BoardRows rows = new SqlBoardRows(floor.sql);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private Optional<AgentError> shown() {
        return Optional.ofNullable(floor.in(() -> rows.errors(floor.workspace)).get(agent.agentId()));
    }

    private String shownMessage() {
        return shown().map(AgentError::message).orElse("nothing");
    }

    /** What each change of these types shows from then on. */
    private List<String> told() {
        return floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                .filter(change -> change.type().startsWith("worker.error"))
                .map(AgentErrorsTest::told)
                .toList();
    }

    private static String told(NumberedChange change) {
        JsonObject data = JsonText.parseObject(change.data()).orElseThrow();
        return change.type() + " "
                + (data.isNull("error")
                        ? "nothing"
                        : data.getJsonObject("error").getString("message"));
    }

    private void dismiss(Caller caller, String slug, UUID id) {
        here.errors.dismiss(caller, slug, PublicId.AGENT_ERROR.of(id));
    }

    @Test
    void showsWhatAnAgentSaysUntilAPersonDismissesIt() {
        agent.connect(here);
        agent.says("one", "The disk is full.");

        assertThat(agent.heard).contains("receipt one");
        AgentError error = shown().orElseThrow();
        assertThat(error.code()).isEqualTo("disk_full");
        assertThat(error.message()).isEqualTo("The disk is full.");
        assertThat(error.instance()).isEqualTo("one");
        dismiss(floor.owner, "kenji", error.id());
        dismiss(floor.owner, "kenji", error.id());

        assertThat(shown()).isEmpty();
        assertThat(told()).containsExactly("worker.error The disk is full.", "worker.error_cleared nothing");
        assertThat(floor.in(() -> new SqlAuditLog(floor.sql)
                        .find(
                                floor.workspace,
                                new AuditLog.Wanted(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                10)))
                .extracting(AuditEntry::action)
                .containsExactly("agent.dismiss_error");
    }

    @Test
    void takesEffectOnceForEachClientIdWhateverItSaysThenAndWhereverItComes() {
        agent.connect(here);
        agent.says("one", "The disk is full.");
        dismiss(floor.owner, "kenji", shown().orElseThrow().id());
        agent.says("one", "The disk is still full.");
        agent.breakOff();
        agent.connect(there);
        agent.heard.clear();
        agent.says("one", "The disk is full.");

        assertThat(agent.heard).containsExactly("receipt one");
        assertThat(shown()).isEmpty();
        agent.says("two", "The disk is full again.");
        assertThat(shownMessage()).isEqualTo("The disk is full again.");
    }

    @Test
    void isOverWhenTheProcessConnectsAgainAndNotWhenItLeaves() {
        agent.connect(here);
        agent.says("one", "The disk is full.");
        agent.breakOff();
        assertThat(shownMessage()).isEqualTo("The disk is full.");

        agent.connect(there);

        assertThat(shown()).isEmpty();
        assertThat(told()).containsExactly("worker.error The disk is full.", "worker.error_cleared nothing");
        agent.breakOff();
        agent.connect(here);
        assertThat(told()).hasSize(2);
    }

    @Test
    void keepsTheNewestOfEachProcessAndShowsTheNewestOfAll() {
        ScriptedAgent twin = agent.twin();
        agent.connect(here);
        twin.connectAs(there, "two");
        agent.says("a", "first of one");
        aMinutePasses();
        twin.says("b", "first of two");
        aMinutePasses();
        agent.says("c", "second of one");
        assertThat(shownMessage()).isEqualTo("second of one");

        dismiss(floor.owner, "kenji", shown().orElseThrow().id());
        assertThat(shownMessage()).isEqualTo("first of two");
        agent.breakOff();
        agent.connect(there);
        assertThat(shownMessage()).isEqualTo("first of two");
        twin.breakOff();
        twin.connectAs(here, "two");

        assertThat(shown()).isEmpty();
        assertThat(told())
                .containsExactly(
                        "worker.error first of one",
                        "worker.error first of two",
                        "worker.error second of one",
                        "worker.error_cleared first of two",
                        "worker.error_cleared nothing");
    }

    /** The clocks of two nodes may differ by as long as it takes to ask the database for the time. */
    private void aMinutePasses() {
        floor.run(() -> floor.sql.update(
                "UPDATE agent_error SET said_at = said_at - INTERVAL 1 MINUTE WHERE workspace_id = ?",
                bind -> bind.id(floor.workspace)));
    }

    @Test
    void takesNoMoreFromOneAgentThanMessages() {
        agent.connect(here);
        // However slow this machine is, some come sooner than ten a second.
        for (int i = 0; i < 100_000 && agent.heard.stream().noneMatch(said -> said.startsWith("refused")); i++) {
            agent.says("the same", "again");
        }

        assertThat(agent.heard).hasSizeGreaterThan(Allowances.AT_ONCE).endsWith("refused the same OVERLOADED");
        assertThat(told()).hasSize(1);
    }

    @Test
    void isNotTakenFromAProcessThatANewerConnectionTookOver() {
        agent.connect(here);
        ScriptedAgent newer = agent.twin();
        newer.connect(there);

        agent.says("one", "The disk is full.");

        assertThat(agent.heard).contains("end SUPERSEDED").doesNotContain("receipt one");
        assertThat(shown()).isEmpty();
    }

    @Test
    void isNotTakenOnceTheConnectionHasEnded() {
        agent.connect(here);
        agent.breakOff();

        agent.says("one", "The disk is full.");

        assertThat(agent.heard).doesNotContain("receipt one");
        assertThat(shown()).isEmpty();
    }

    /** Two processes of an agent may say theirs at the same moment, to two nodes, neither of which sees the other's yet. */
    @Test
    void ofOneClientIdCannotBeStoredTwice() {
        agent.connect(here);
        agent.says("one", "The disk is full.");
        AgentError second =
                new AgentError(floor.ids.next(), "two", "disk_full", "It is full here, too.", floor.recorder.now());

        assertThatThrownBy(() -> floor.run(() ->
                        floor.agentErrors.insert(floor.workspace, agent.agentId(), floor.ids.next(), "one", second)))
                .hasStackTraceContaining("agent_error_client");
    }

    /** Else a Hello that comes meanwhile would end what is there, and the error of the older connection would stay. */
    @Test
    void keepsHelloWaitingUntilItIsStored() {
        record Process(UUID id, long epoch) {}
        agent.connect(here);
        Process process = floor.in(() -> floor.sql.query(
                        "SELECT id, epoch FROM agent_session WHERE agent_id = ?",
                        bind -> bind.id(agent.agentId()),
                        row -> new Process(row.id("id"), row.number("epoch"))))
                .get(0);
        Floor other = floor.beside();

        floor.run(() -> {
            assertThat(floor.agentErrors.lock(process.id(), process.epoch())).isTrue();
            assertThat(other.in(() -> other.sql.query(
                            "SELECT id FROM agent_session WHERE id = ? FOR UPDATE SKIP LOCKED",
                            bind -> bind.id(process.id()),
                            row -> row.id("id"))))
                    .isEmpty();
        });
    }

    @Test
    void forgetsWhatIsOverAfterADay() {
        ScriptedAgent twin = agent.twin();
        ScriptedAgent stranger = new ScriptedAgent(floor);
        agent.connect(here);
        twin.connectAs(there, "two");
        stranger.connect(here);
        agent.says("old", "long ago");
        agent.says("open", "long ago, too");
        stranger.says("old", "long ago");
        stranger.says("open", "long ago, too");
        floor.run(() -> floor.sql.update(
                "UPDATE agent_error SET said_at = said_at - INTERVAL 25 HOUR WHERE workspace_id = ?",
                bind -> bind.id(floor.workspace)));

        twin.says("young", "just now");
        twin.says("younger", "just now, too");
        twin.says("youngest", "and this");

        assertThat(List.of("old", "open", "young", "younger", "youngest"))
                .filteredOn(clientId -> isKnown(agent, clientId))
                .containsExactly("open", "young", "younger", "youngest");
        assertThat(isKnown(stranger, "old")).isTrue();
    }

    private boolean isKnown(ScriptedAgent who, String clientId) {
        return floor.in(() -> floor.agentErrors.isKnown(who.agentId(), clientId));
    }

    @Test
    void isOfOneAgentInOneWorkspace() {
        ScriptedAgent stranger = new ScriptedAgent(floor);
        stranger.connect(here);
        stranger.says("one", "The key is gone.");
        agent.connect(here);
        agent.says("one", "The disk is full.");

        assertThat(floor.in(() -> rows.errors(floor.workspace))).containsOnlyKeys(agent.agentId(), stranger.agentId());
        assertThat(floor.in(() -> rows.errors(UUID.randomUUID()))).isEmpty();
        dismiss(floor.owner, "kenji", shown().orElseThrow().id());
        assertThat(told())
                .containsExactly(
                        "worker.error The key is gone.",
                        "worker.error The disk is full.",
                        "worker.error_cleared nothing");
    }

    @Test
    void isDismissedByWhoMayAndInTheirWorkspace() {
        agent.connect(here);
        agent.says("one", "The disk is full.");
        UUID id = shown().orElseThrow().id();

        refused(Problem.Kind.FORBIDDEN, person(floor.workspace, Role.VIEWER), "kenji", id);
        refused(Problem.Kind.FORBIDDEN, agent.caller(), "kenji", id);
        refused(Problem.Kind.NOT_FOUND, person(UUID.randomUUID(), Role.OWNER), "kenji", id);
        refused(Problem.Kind.NOT_FOUND, floor.owner, "nobody", id);
        refused(Problem.Kind.NOT_FOUND, floor.owner, "kenji", UUID.randomUUID());
        Floor elsewhere = new Floor();
        new ScriptedAgent(elsewhere);
        refused(Problem.Kind.NOT_FOUND, elsewhere.owner, "kenji", id);
        assertThat(shown()).isPresent();
    }

    private void refused(Problem.Kind kind, Caller caller, String slug, UUID id) {
        assertThatThrownBy(() -> dismiss(caller, slug, id))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private static Caller person(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }
}
