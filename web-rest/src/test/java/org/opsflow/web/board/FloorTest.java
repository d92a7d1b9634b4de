package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeNews;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.claim.Load;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.workspace.Workspace;

class FloorTest {
    private static final long FRAME = Feed.INTERVAL_NANOS;
    private static final String ANSWER = "{\"type\":\"snapshot\"}";

    private final Workspace workspace = new Workspace(UUID.randomUUID(), "main", "Main", Instant.EPOCH);
    private final FakeChangeLog log = new FakeChangeLog();
    private final Set<Caller> gone = new HashSet<>();
    private final Floor floor = new Floor(log, this::standing);
    private long now;

    @Test
    void tellsEveryViewerTheSameFrame() {
        FakeWire one = viewerAt(0);
        FakeWire other = viewerAt(0);

        floor.committed(log.commit(workspace.id(), 2));
        tick();

        assertThat(numbers(one)).containsExactly(1L, 2L);
        assertThat(one.sent).hasSize(1);
        assertThat(other.sent.get(0)).isSameAs(one.sent.get(0));
    }

    @Test
    void sendsAtMostOneFrameInFiftyMilliseconds() {
        FakeWire wire = viewerAt(0);
        for (int i = 0; i < 5; i++) {
            floor.committed(log.commit(workspace.id(), 1));
            tick();
            now += FRAME / 10;
        }
        assertThat(wire.sent).hasSize(1);

        now += FRAME;
        tick();

        assertThat(wire.sent).hasSize(2);
        assertThat(numbers(wire)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void readsANumberThatStaysMissing() {
        FakeWire wire = viewerAt(0);
        tick();
        log.commit(workspace.id(), 1);
        floor.committed(log.commit(workspace.id(), 1));

        tick();
        assertThat(wire.sent).isEmpty();
        now += ChangeOrder.PATIENCE_NANOS;
        tick();

        assertThat(numbers(wire)).containsExactly(1L, 2L);
    }

    @Test
    void hearsOfCommitsOfOtherNodesWithinASecond() {
        FakeWire wire = viewerAt(0);
        tick();
        log.commit(workspace.id(), 3);

        now += Duration.ofSeconds(1).toNanos();
        tick();
        now += ChangeOrder.PATIENCE_NANOS;
        tick();

        assertThat(numbers(wire)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tellsAtOnceWhatAnotherNodeSaysItCommitted() {
        FakeWire wire = viewerAt(0);
        tick();
        log.commit(workspace.id(), 3);

        floor.committedElsewhere(new ChangeNews.Told(workspace.id(), 3));
        now += FRAME;
        assertThat(floor.restNanos(now)).isZero();
        tick();

        assertThat(numbers(wire)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void believesNoNumberThatItDidNotRead() {
        FakeWire wire = viewerAt(0);
        tick();

        floor.committedElsewhere(new ChangeNews.Told(workspace.id(), 9));
        floor.committedElsewhere(new ChangeNews.Told(UUID.randomUUID(), 9));
        now += FRAME;
        tick();

        assertThat(wire.sent).isEmpty();
        assertThat(floor.restNanos(now)).describedAs("waits for nothing").isGreaterThan(FRAME);
    }

    @Test
    void looksForCommitsOfOtherNodesNoMoreOftenThanFramesGoOut() {
        viewerAt(0);
        tick();
        log.reads = 0;

        for (int i = 0; i < 10; i++) {
            floor.committedElsewhere(new ChangeNews.Told(workspace.id(), i));
            now += FRAME / 10;
            tick();
        }

        assertThat(log.reads).isEqualTo(1);
    }

    @Test
    void tellsAResumingViewerWhatItMissed() {
        log.commit(workspace.id(), 4);
        FakeWire newcomer = viewerAt(4);
        FakeWire resumed = viewerAt(1);
        tick();
        now += FRAME;

        floor.committed(log.commit(workspace.id(), 2));
        tick();
        now += FRAME;
        tick();

        assertThat(numbers(resumed)).containsExactly(2L, 3L, 4L, 5L, 6L);
        assertThat(numbers(newcomer)).containsExactly(5L, 6L);
    }

    @Test
    void tellsNobodyWhatItsSnapshotHolds() {
        FakeWire early = viewerAt(0);
        ChangesCommitted batch = log.commit(workspace.id(), 3);
        FakeWire fresh = viewerAt(2);

        floor.committed(batch);
        tick();
        now += FRAME;
        tick();

        assertThat(numbers(early)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(fresh)).containsExactly(3L);
    }

    @Test
    void asksNothingOfTheDatabaseWhileNobodyLooks() {
        FakeWire wire = new FakeWire();
        Viewer viewer = viewer(wire);
        join(viewer);
        floor.leave(viewer);

        now += Duration.ofMinutes(1).toNanos();
        floor.committed(log.commit(workspace.id(), 1));
        tick();

        assertThat(log.reads).isZero();
        assertThat(wire.sent).containsExactly(ANSWER);
    }

    @Test
    void disconnectsWhoSignedOut() {
        FakeWire here = new FakeWire();
        Viewer viewer = viewer(here);
        join(viewer);
        floor.ended(AccessEnded.by(viewer.caller().credential().orElseThrow().id()));

        assertThat(here.closedWith).isEqualTo(Wire.POLICY);
    }

    @Test
    void disconnectsWhoIsNoMemberOfTheWorkspaceAnyMore() {
        FakeWire here = new FakeWire();
        Viewer viewer = viewer(here);
        join(viewer);
        UUID person = viewer.caller().id();

        floor.ended(AccessEnded.of(UUID.randomUUID(), person));
        assertThat(here.closedWith).isZero();
        floor.ended(AccessEnded.of(workspace.id(), person));

        assertThat(here.closedWith).isEqualTo(Wire.POLICY);
    }

    @Test
    void disconnectsWhoSignedOutOnAnotherNode() {
        FakeWire wire = new FakeWire();
        Viewer viewer = viewer(wire);
        join(viewer);
        gone.add(viewer.caller());

        now += Duration.ofSeconds(5).toNanos();
        tick();

        assertThat(wire.closedWith).isEqualTo(Wire.POLICY);
        assertThat(floor.workspaces()).isEmpty();
    }

    @Test
    void asksAtOnceWhenAnotherNodeSaysThatSomebodySignedOut() {
        FakeWire wire = new FakeWire();
        Viewer viewer = viewer(wire);
        join(viewer);
        AccessEnded event = AccessEnded.of(workspace.id(), viewer.caller().id());

        floor.endedElsewhere(event);
        assertThat(wire.closedWith).describedAs("it is not so").isZero();
        gone.add(viewer.caller());
        floor.endedElsewhere(event);

        assertThat(wire.closedWith).isEqualTo(Wire.POLICY);
    }

    @Test
    void disconnectsWhoIsSilentForAMinute() {
        FakeWire silent = viewerAt(0);
        FakeWire alive = new FakeWire();
        Viewer talking = viewer(alive);
        join(talking);

        now += Floor.LONGEST_SILENCE.toNanos();
        talking.heard(now);
        tick();
        assertThat(silent.closedWith).isZero();
        now += Duration.ofSeconds(1).toNanos();
        tick();

        assertThat(silent.closedWith).isEqualTo(Wire.GOING_AWAY);
        assertThat(alive.closedWith).isZero();
    }

    @Test
    void sendsViewersAwayWhenNumbersStartAnew() {
        FakeWire wire = viewerAt(0);
        log.epoch = "e2";

        tick();

        assertThat(wire.closedWith).isEqualTo(Wire.RESTART);
    }

    @Test
    void tellsLogsToThoseWhoWatchOnly() {
        FakeWire watching = new FakeWire();
        Viewer viewer = viewer(watching);
        join(viewer);
        FakeWire other = viewerAt(0);
        UUID step = UUID.randomUUID();
        floor.watch(viewer, step, now);

        floor.output(step, 1, 0, "hello".getBytes(StandardCharsets.UTF_8));
        tick();
        floor.unwatch(viewer, step);
        floor.output(step, 1, 5, "again".getBytes(StandardCharsets.UTF_8));
        now += StepOutput.INTERVAL_NANOS;
        tick();

        assertThat(watching.sent).hasSize(2).last().asString().contains("\"text\":\"hello\"");
        assertThat(other.sent).isEmpty();
    }

    @Test
    void tellsSignalsToEveryViewerOfTheWorkspace() {
        FakeWire wire = viewerAt(0);
        UUID step = UUID.randomUUID();

        floor.signal(
                new StepSignal(
                        workspace.id(),
                        UUID.randomUUID(),
                        step,
                        OptionalInt.of(40),
                        Optional.of("compiling"),
                        0,
                        0,
                        Instant.EPOCH),
                now);
        tick();

        assertThat(wire.sent)
                .singleElement()
                .asString()
                .contains("\"percent\":40", "\"line\":\"compiling\"")
                .doesNotContain("loop");
    }

    @Test
    void tellsHowMuchProcessesHaveToDoToViewersOfTheirWorkspaceOnly() {
        FakeWire wire = viewerAt(0);
        FakeWire next = new FakeWire();
        Workspace beside = new Workspace(UUID.randomUUID(), "beside", "Beside", Instant.EPOCH);
        Caller neighbour =
                SignedInSample.in(beside, InstantSource.fixed(Instant.EPOCH)).caller();
        floor.join(new Viewer(neighbour, next, SocketTelling.V1), new ChangeHead(log.epoch, 0), ANSWER, now);
        Load load = new Load(OptionalInt.of(2), OptionalInt.of(40), OptionalLong.of(1L << 40), OptionalLong.empty());

        floor.process(new ProcessSignal(workspace.id(), "kenji", "one", Load.UNKNOWN, Instant.EPOCH), now);
        floor.process(new ProcessSignal(workspace.id(), "kenji", "one", load, Instant.EPOCH), now);
        floor.process(new ProcessSignal(workspace.id(), "kenji", "two", Load.UNKNOWN, Instant.EPOCH), now);
        floor.process(new ProcessSignal(beside.id(), "zoe", "one", Load.UNKNOWN, Instant.EPOCH), now);
        tick();

        assertThat(next.sent)
                .containsExactly(
                        ANSWER,
                        "{\"type\":\"vitals\",\"data\":["
                                + "{\"agent_id\":\"zoe\",\"instance\":\"one\",\"alive_at\":\"1970-01-01T00:00:00Z\"}]}");
        assertThat(wire.sent)
                .containsExactly("{\"type\":\"vitals\",\"data\":["
                        + "{\"agent_id\":\"kenji\",\"instance\":\"one\",\"free_slots\":2,\"cpu_percent\":40,"
                        + "\"free_memory_bytes\":1099511627776,\"alive_at\":\"1970-01-01T00:00:00Z\"},"
                        + "{\"agent_id\":\"kenji\",\"instance\":\"two\",\"alive_at\":\"1970-01-01T00:00:00Z\"}]}");
    }

    @Test
    void keepsNothingThatNobodyLooksAt() {
        floor.process(new ProcessSignal(workspace.id(), "kenji", "one", Load.UNKNOWN, Instant.EPOCH), now);

        FakeWire wire = viewerAt(0);
        tick();

        assertThat(wire.sent).isEmpty();
    }

    @Test
    void tellsReadersOfEventsWhatTheyAskForAndWhereTheyStand() {
        FakeWire all = readerOf(TypeFilter.ALL);
        FakeWire some = readerOf(TypeFilter.of("workflow.*"));
        floor.signal(
                new StepSignal(
                        workspace.id(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        OptionalInt.of(40),
                        Optional.empty(),
                        0,
                        0,
                        Instant.EPOCH),
                now);

        floor.committed(log.commit(workspace.id(), 2));
        tick();

        assertThat(all.sent)
                .singleElement()
                .asString()
                .startsWith("id: e1:1\ndata: {\"n\":1,")
                .contains("id: e1:2\n");
        assertThat(some.sent).isEmpty();
        now += Floor.HEARTBEAT.toNanos();
        tick();
        assertThat(some.sent).containsExactly(": alive\nid: e1:2\n\n");
        assertThat(all.sent).hasSize(2);
    }

    @Test
    void asksTheDatabaseAsOftenForManyReadersAsForOne() {
        for (int i = 0; i < 200; i++) {
            readerOf(TypeFilter.ALL);
        }
        tick();
        log.reads = 0;

        for (int i = 0; i < 10; i++) {
            floor.committed(log.commit(workspace.id(), 3));
            now += FRAME;
            tick();
        }

        assertThat(log.reads).isZero();
    }

    private FakeWire readerOf(TypeFilter types) {
        FakeWire wire = new FakeWire();
        floor.join(new Viewer(caller(), wire, new EventTelling(types)), new ChangeHead(log.epoch, 0), "", now);
        wire.sent.clear();
        return wire;
    }

    private void tick() {
        floor.tick(now);
    }

    private FakeWire viewerAt(long n) {
        FakeWire wire = new FakeWire();
        floor.join(viewer(wire), new ChangeHead(log.epoch, n), ANSWER, now);
        assertThat(wire.sent).containsExactly(ANSWER);
        wire.sent.clear();
        return wire;
    }

    private void join(Viewer viewer) {
        floor.join(viewer, new ChangeHead(log.epoch, 0), ANSWER, now);
    }

    private Viewer viewer(Wire wire) {
        return new Viewer(caller(), wire, SocketTelling.V1);
    }

    private Caller caller() {
        return SignedInSample.in(workspace, InstantSource.fixed(Instant.EPOCH)).caller();
    }

    private Set<Caller> standing(Collection<Caller> callers) {
        Set<Caller> standing = new HashSet<>(callers);
        standing.removeAll(gone);
        return standing;
    }

    private static List<Long> numbers(FakeWire wire) {
        return wire.sent.stream()
                .map(frame -> JsonText.parseObject(frame).orElseThrow())
                .filter(frame -> frame.getString("type").equals("changes"))
                .flatMap(frame -> frame.getJsonArray("changes").stream())
                .map(change -> change.asJsonObject().getJsonNumber("n").longValue())
                .toList();
    }
}
