package org.opsflow.web.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Startable;

/**
 * Carries hints between nodes by the server's data grid, where it has one. A thread of its own sends what has gathered
 * as one message, so that nobody who has something to tell waits for the network.
 */
@ApplicationScoped
class ClusterNews implements NodeNews, Startable {
    private static final Logger LOG = Logger.getLogger(ClusterNews.class.getName());
    /** Those who listen have started, the doors have not. */
    private static final int BEFORE_THE_DOORS = 28;

    static final int MOST_WAITING = 10_000;
    /** As many pieces of output as fit into a few megabytes. */
    static final int FEW_WAITING = 100;

    private static final int MOST_AT_ONCE = 500;

    private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Function<Consumer<String>, Optional<Grid>> door;
    private final Iterable<NodeNews.Listener> listeners;
    private volatile List<NodeNews.Listener> listening = List.of();
    private final ThreadFactory threads;
    private volatile Grid grid;
    private Thread sender;
    private boolean failing;

    @Inject
    ClusterNews(ConfigKeys keys, @Any Instance<NodeNews.Listener> listeners, ThreadFactory threads) {
        this(heard -> gridOf(keys, heard), listeners, threads);
    }

    ClusterNews(
            Function<Consumer<String>, Optional<Grid>> door,
            Iterable<NodeNews.Listener> listeners,
            ThreadFactory threads) {
        this.door = door;
        this.listeners = listeners;
        this.threads = threads;
    }

    ClusterNews() {
        this(heard -> Optional.empty(), List.of(), null);
    }

    private static Optional<Grid> gridOf(ConfigKeys keys, Consumer<String> heard) {
        if (!keys.flag("opsflow.cluster.news", true)) {
            LOG.info("Nothing is told to other nodes: opsflow.cluster.news is false.");
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName("org.opsflow.web.boot.HazelcastGrid");
            return Optional.of(
                    (Grid) type.getDeclaredConstructor(Consumer.class).newInstance(heard));
        } catch (ReflectiveOperationException | LinkageError none) {
            LOG.log(
                    Level.FINE,
                    "This server has no data grid: other nodes see within seconds what happens here.",
                    none);
            return Optional.empty();
        }
    }

    @Override
    public int order() {
        return BEFORE_THE_DOORS;
    }

    @Override
    public void start() {
        List<NodeNews.Listener> all = new ArrayList<>();
        listeners.forEach(all::add);
        listening = all;
        Optional<Grid> found = door.apply(this::heard);
        if (found.isEmpty()) {
            return;
        }
        grid = found.get();
        sender = threads.newThread(this::send);
        sender.setName("opsflow-cluster-news");
        sender.start();
    }

    @Override
    public void stop() {
        Grid left = grid;
        grid = null;
        if (left != null) {
            sender.interrupt();
            leave(left);
        }
    }

    private static void leave(Grid grid) {
        try {
            grid.leave();
        } catch (RuntimeException gone) {
            LOG.log(Level.FINE, "The data grid had ended before.", gone);
        }
    }

    /** What finds no room is lost, as on the way it may be. */
    @Override
    public void tell(String kind, String text) {
        if (grid != null) {
            outbox.offer(kind + " " + text);
        }
    }

    @Override
    public void mention(String kind, String text) {
        if (outbox.size() < FEW_WAITING) {
            tell(kind, text);
        }
    }

    private void send() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Set<String> news = new LinkedHashSet<>();
                news.add(outbox.take());
                outbox.drainTo(news, MOST_AT_ONCE);
                tell(news);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Set<String> news) {
        Grid way = grid;
        try {
            if (way != null) {
                way.tell(String.join("\n", news));
            }
            failing = false;
        } catch (RuntimeException lost) {
            // Once, until it works again: nothing depends on it.
            LOG.log(failing ? Level.FINE : Level.WARNING, "Other nodes could not be told; they will see.", lost);
            failing = true;
        }
    }

    private void heard(String words) {
        for (String line : words.split("\n")) {
            int blank = line.indexOf(' ');
            String kind = blank < 0 ? line : line.substring(0, blank);
            for (NodeNews.Listener listener : listening) {
                if (listener.kinds().contains(kind)) {
                    hear(listener, kind, blank < 0 ? "" : line.substring(blank + 1));
                }
            }
        }
    }

    private static void hear(NodeNews.Listener listener, String kind, String text) {
        try {
            listener.heard(kind, text);
        } catch (RuntimeException unreadable) {
            LOG.log(Level.FINE, unreadable, () -> "News of another node could not be read: " + kind);
        }
    }
}
