package org.opsflow.web.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangeNews;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.claim.LatestLoads;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.Signals;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.AccessNews;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Startable;

/**
 * Where everything that happens reaches the sender: every call only puts work into its queue, and the one sender
 * thread does it on the {@link Floor}.
 */
@ApplicationScoped
public class LiveHub implements Signals, NodeNews.Listener, Startable {
    private static final Logger LOG = Logger.getLogger(LiveHub.class.getName());
    /** Agents must not connect before what they do is heard of. */
    private static final int BEFORE_THE_DOORS = 25;
    /** What may wait beyond pages that come and go: far more than a sender that keeps up ever has. */
    static final int MOST_WAITING = 500;

    private static final Set<String> KINDS = Stream.concat(
                    Stream.of(ChangeNews.KIND, AccessNews.KIND), OtherNodes.KINDS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final long STOP_MILLIS = 2_000;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 250;

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Floor floor;
    private final OtherNodes others;
    private final LatestLoads loads;
    private final ThreadFactory threads;
    private volatile Set<UUID> workspaces = Set.of();
    private volatile Set<UUID> watched = Set.of();
    private volatile Thread sender;

    @Inject
    public LiveHub(ChangeLog log, Standing standing, NodeNews news, LatestLoads loads, ThreadFactory threads) {
        this.floor = new Floor(log, standing::of);
        this.others = new OtherNodes(news);
        this.loads = loads;
        this.threads = threads;
    }

    LiveHub() {
        this.floor = null;
        this.others = null;
        this.loads = null;
        this.threads = null;
    }

    @Override
    public int order() {
        return BEFORE_THE_DOORS;
    }

    @Override
    public void start() {
        sender = threads.newThread(this::send);
        sender.setName("opsflow-live-sender");
        sender.start();
    }

    @Override
    public void stop() {
        Thread stopping = sender;
        sender = null;
        if (stopping == null) {
            return;
        }
        inbox.add(() -> {});
        try {
            stopping.join(STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    void join(Viewer viewer, ChangeHead seen, String firstFrame) {
        inbox.add(() -> floor.join(viewer, seen, firstFrame, System.nanoTime()));
    }

    void leave(Viewer viewer) {
        inbox.add(() -> floor.leave(viewer));
    }

    void watch(Viewer viewer, UUID stepId) {
        inbox.add(() -> floor.watch(viewer, stepId, System.nanoTime()));
    }

    void unwatch(Viewer viewer, UUID stepId) {
        inbox.add(() -> floor.unwatch(viewer, stepId));
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChangesCommitted batch) {
        if (workspaces.contains(batch.workspaceId())) {
            // What is left out here is missed, and read from the history.
            offer(() -> floor.committed(batch));
        }
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public void heard(String kind, String text) {
        switch (kind) {
            case AccessNews.KIND -> {
                AccessEnded event = AccessNews.read(text);
                offer(() -> floor.endedElsewhere(event));
            }
            case ChangeNews.KIND -> {
                ChangeNews.Told told = ChangeNews.Told.read(text);
                if (workspaces.contains(told.workspaceId())) {
                    offer(() -> floor.committedElsewhere(told));
                }
            }
            case OtherNodes.LOOKS -> offer(() -> others.look(text, System.nanoTime()));
            case OtherNodes.VITALS -> {
                ProcessSignal signal = OtherNodes.readVitals(text);
                offer(() -> floor.process(signal, System.nanoTime()));
            }
            case OtherNodes.SIGNAL -> {
                StepSignal signal = OtherNodes.readSignal(text);
                offer(() -> floor.signal(signal, System.nanoTime()));
            }
            default -> {
                OtherNodes.Output output = OtherNodes.Output.read(text);
                offer(() -> floor.output(output.stepId(), output.attempt(), output.offset(), output.data()));
            }
        }
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessEnded event) {
        inbox.add(() -> floor.ended(event));
    }

    @Override
    public void step(StepSignal signal) {
        if (workspaces.contains(signal.workspaceId())) {
            offer(() -> {
                long now = System.nanoTime();
                floor.signal(signal, now);
                others.signal(signal, now);
            });
        }
    }

    @Override
    public void process(ProcessSignal signal) {
        loads.put(signal);
        if (workspaces.contains(signal.workspaceId())) {
            offer(() -> {
                long now = System.nanoTime();
                floor.process(signal, now);
                others.process(signal, now);
            });
        }
    }

    @Override
    public void output(UUID workspaceId, UUID stepId, int attempt, long offset, byte[] data) {
        if (watched.contains(stepId)) {
            offer(() -> {
                floor.output(stepId, attempt, offset, data);
                others.output(stepId, attempt, offset, data, System.nanoTime());
            });
        }
    }

    /** For what may be lost: while the sender waits for the database, agents go on. */
    private void offer(Runnable task) {
        if (inbox.size() < MOST_WAITING) {
            inbox.add(task);
        }
    }

    int waiting() {
        return inbox.size();
    }

    private void send() {
        while (sender == Thread.currentThread()) {
            try {
                work();
            } catch (InterruptedException stop) {
                break;
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "The live board could not be served; it is tried again.", failed);
                pause();
            }
        }
        floor.closeAll();
    }

    private void work() throws InterruptedException {
        long now = System.nanoTime();
        Runnable task = inbox.poll(Math.min(floor.restNanos(now), others.restNanos(now)), TimeUnit.NANOSECONDS);
        for (; task != null; task = inbox.poll()) {
            task.run();
        }
        // Before the tick, which looks at the heads: what commits from here on is heard.
        listen();
        floor.tick(System.nanoTime());
        others.tick(floor.workspaces(), floor.watched(), System.nanoTime());
        listen();
    }

    private void listen() {
        workspaces = union(floor.workspaces(), others.workspaces());
        watched = union(floor.watched(), others.steps());
    }

    private static Set<UUID> union(Set<UUID> here, Set<UUID> elsewhere) {
        return Stream.concat(here.stream(), elsewhere.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
