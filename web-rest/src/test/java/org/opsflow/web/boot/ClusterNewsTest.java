package org.opsflow.web.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.NodeNews;

class ClusterNewsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FakeGrid grid = new FakeGrid();
    private final Ear ready = new Ear("ready");
    private final Ear changes = new Ear("changes");
    private final ClusterNews news = new ClusterNews(grid::enter, List.of(ready, changes), Thread::new);

    @AfterEach
    void stop() {
        grid.open.countDown();
        news.stop();
    }

    @Test
    void sendsWhatHasGatheredAsOneMessageWithoutRepeating() throws InterruptedException {
        news.start();
        news.tell("ready", "first");
        grid.busy.await();

        news.tell("ready", "a");
        news.tell("changes", "b 1");
        news.tell("ready", "a");
        grid.open.countDown();

        await().atMost(PATIENCE).until(() -> grid.told.size() == 2);
        assertThat(grid.told).containsExactly("ready first", "ready a\nchanges b 1");
    }

    @Test
    void letsNobodyWaitForANetworkThatIsSlow() throws InterruptedException {
        news.start();
        news.tell("ready", "first");
        grid.busy.await();

        for (int i = 0; i < 2 * ClusterNews.MOST_WAITING; i++) {
            news.tell("ready", "more " + i);
        }

        assertThat(grid.told).isEmpty();
    }

    @Test
    void goesOnAfterAMessageWasLost() {
        grid.open.countDown();
        grid.failures = 1;
        news.start();
        news.tell("ready", "lost");
        await().atMost(PATIENCE).until(() -> grid.failures == 0);

        news.tell("ready", "told");

        await().atMost(PATIENCE).until(() -> grid.told.contains("ready told"));
    }

    @Test
    void letsThoseHearWhoListenForTheKind() {
        news.start();

        grid.heard.accept("ready a b\nnewer x\nchanges c\nready");

        assertThat(ready.heard).containsExactly("a b", "");
        assertThat(changes.heard).containsExactly("c");
    }

    @Test
    void leavesWhatAListenerCannotRead() {
        ready.unreadable = "a";
        news.start();

        grid.heard.accept("ready a\nready b");

        assertThat(ready.heard).containsExactly("b");
    }

    @Test
    void isStillWithoutAGrid() {
        ClusterNews alone = new ClusterNews(heard -> Optional.empty(), List.of(ready), Thread::new);

        alone.start();
        alone.tell("ready", "a");
        alone.stop();

        assertThat(ready.heard).isEmpty();
    }

    @Test
    void hearsNothingAfterItHasStopped() {
        news.start();
        news.stop();

        assertThat(grid.left).isTrue();
        news.tell("ready", "late");
        assertThat(grid.told).isEmpty();
    }

    private static final class Ear implements NodeNews.Listener {
        private final String kind;
        private final List<String> heard = new ArrayList<>();
        private String unreadable;

        Ear(String kind) {
            this.kind = kind;
        }

        @Override
        public Set<String> kinds() {
            return Set.of(kind);
        }

        @Override
        public void heard(String what, String text) {
            if (text.equals(unreadable)) {
                throw new IllegalArgumentException(text);
            }
            heard.add(text);
        }
    }

    /** Its first message takes until it is let through. */
    private static final class FakeGrid implements Grid {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final CountDownLatch busy = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private Consumer<String> heard;
        private volatile int failures;
        private volatile boolean left;

        Optional<Grid> enter(Consumer<String> ear) {
            heard = ear;
            return Optional.of(this);
        }

        @Override
        public void tell(String words) {
            busy.countDown();
            try {
                open.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("cut off");
            }
            told.add(words);
        }

        @Override
        public void leave() {
            left = true;
        }
    }
}
