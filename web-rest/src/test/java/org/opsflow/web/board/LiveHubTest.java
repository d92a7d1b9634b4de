package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.claim.LatestLoads;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.workspace.Workspace;

class LiveHubTest {
    private static final int COMMITS = 3 * LiveHub.MOST_WAITING;

    private final Workspace workspace = new Workspace(UUID.randomUUID(), "main", "Main", Instant.EPOCH);
    private final SlowLog log = new SlowLog();
    private final LiveHub hub =
            new LiveHub(log, new AllStand(), NodeNews.ALONE, new LatestLoads(InstantSource.system()), Thread::new);

    @Test
    void holdsOnlySoMuchWhileTheDatabaseDoesNotAnswerAndTellsEverythingAfterwards() throws InterruptedException {
        hub.start();
        try {
            LastFrame wire = new LastFrame();
            Viewer viewer = new Viewer(
                    SignedInSample.in(workspace, InstantSource.system()).caller(), wire, SocketTelling.V1);
            hub.join(viewer, new ChangeHead("e1", 0), "{}");
            log.asked.await();

            for (int i = 0; i < COMMITS; i++) {
                hub.committed(log.commit(workspace.id()));
            }
            assertThat(hub.waiting()).isEqualTo(LiveHub.MOST_WAITING);
            log.answers.countDown();

            await().atMost(Duration.ofSeconds(60)).until(() -> viewer.position() == COMMITS);
            assertThat(wire.sent).isNotEmpty();
        } finally {
            hub.stop();
        }
    }

    @Test
    void showsWhatAgentsOfAnotherNodeDo() {
        UUID step = UUID.randomUUID();
        List<LiveHub> both = new CopyOnWriteArrayList<>();
        FakeChangeLog noChanges = new FakeChangeLog();
        LiveHub here = new LiveHub(
                noChanges,
                new AllStand(),
                (kind, text) -> both.get(1).heard(kind, text),
                new LatestLoads(InstantSource.system()),
                Thread::new);
        LiveHub there = new LiveHub(
                noChanges,
                new AllStand(),
                (kind, text) -> both.get(0).heard(kind, text),
                new LatestLoads(InstantSource.system()),
                Thread::new);
        both.addAll(List.of(here, there));
        both.forEach(LiveHub::start);
        try {
            LastFrame wire = new LastFrame();
            Viewer viewer = new Viewer(
                    SignedInSample.in(workspace, InstantSource.system()).caller(), wire, SocketTelling.V1);
            here.join(viewer, new ChangeHead("e1", 0), "{}");
            here.watch(viewer, step);

            // Until the other node has heard that somebody looks, nothing is brought.
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                there.step(new StepSignal(
                        workspace.id(), step, step, OptionalInt.of(70), Optional.of("nearly"), 0, 0, Instant.EPOCH));
                there.output(workspace.id(), step, 1, 0, "from afar".getBytes(StandardCharsets.UTF_8));
                return wire.sent.stream().anyMatch(frame -> frame.contains("from afar"))
                        && wire.sent.stream().anyMatch(frame -> frame.contains("nearly"));
            });
        } finally {
            both.forEach(LiveHub::stop);
        }
    }

    /** A database that lets the first question wait. */
    private static final class SlowLog implements ChangeLog {
        private final FakeChangeLog log = new FakeChangeLog();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);

        synchronized ChangesCommitted commit(UUID workspaceId) {
            return log.commit(workspaceId, 1);
        }

        @Override
        public Map<UUID, ChangeHead> heads(Collection<UUID> workspaceIds) {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                return log.heads(workspaceIds);
            }
        }

        @Override
        public synchronized List<NumberedChange> after(UUID workspaceId, long since, int limit) {
            return log.after(workspaceId, since, limit);
        }

        @Override
        public List<ChangesCommitted> append(List<Change> changes, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void begin(UUID workspaceId, String epoch) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class AllStand extends Standing {
        AllStand() {
            super(null, null, null);
        }

        @Override
        public Set<Caller> of(Collection<Caller> callers) {
            return Set.copyOf(callers);
        }
    }

    private static final class LastFrame implements Wire {
        private final List<String> sent = new CopyOnWriteArrayList<>();

        @Override
        public void send(String text, Consumer<Boolean> done) {
            sent.add(text);
            done.accept(true);
        }

        @Override
        public void close(int code, String reason) {}
    }
}
