package org.opsflow.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handler's side of an attempt: everything here may be called from the work's own threads. */
final class LiveWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWork.class);

    private final Assignment assignment;
    private final Limits limits;
    private final LogShipment log;
    private final ProgressLine progress;
    private final Artifacts artifacts;
    private final Telling telling;
    private final Inbox<Steer> steers = new Inbox<>();
    private final PauseGate gate = new PauseGate();
    private final List<Runnable> stopHooks = new ArrayList<>();
    private Mail mail;
    private Thread worker;
    private boolean stopped;
    private Duration stopGrace = Duration.ZERO;

    LiveWork(
            Assignment assignment,
            Limits limits,
            LogShipment log,
            ProgressLine progress,
            Artifacts artifacts,
            Telling telling) {
        this.assignment = assignment;
        this.limits = limits;
        this.log = log;
        this.progress = progress;
        this.artifacts = artifacts;
        this.telling = telling;
    }

    /** Before the work begins. */
    void sendsBy(Mail carrier) {
        mail = carrier;
    }

    /** Runs the handler on this thread; whatever it does, there is an outcome. */
    Outcome run(WorkHandler handler) {
        synchronized (this) {
            if (stopped) {
                return Outcome.released("stopped before it began");
            }
            worker = Thread.currentThread();
        }
        try {
            Outcome outcome = handler.run(this);
            return outcome == null
                    ? Outcome.failed(FailureKind.TERMINAL, "handler_error", "the handler returned no outcome")
                    : outcome;
        } catch (Throwable e) { // an Error, too, must not leave the attempt without an end
            LOG.debug("handler of {} failed", assignment.lease(), e);
            return Outcome.failed(FailureKind.RETRYABLE, "handler_error", String.valueOf(e));
        } finally {
            progress.close();
            steers.close();
            gate.close();
            telling.questions().close();
            synchronized (this) {
                worker = null;
                // The thread goes back to its pool: an interrupt meant for this work must not hit the next.
                Thread.interrupted();
            }
        }
    }

    /** Tells the work to stop, once. */
    void stop(Duration grace) {
        List<Runnable> hooks;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            stopGrace = grace;
            hooks = List.copyOf(stopHooks);
            if (worker != null) {
                worker.interrupt();
            }
        }
        gate.close();
        telling.questions().close();
        hooks.forEach(LiveWork::runHook);
    }

    LogShipment shipment() {
        return log;
    }

    Telling telling() {
        return telling;
    }

    @Override
    public Assignment assignment() {
        return assignment;
    }

    @Override
    public int maxOutputBytes() {
        return limits.outputBytes();
    }

    @Override
    public void log(byte[] bytes, int offset, int length) throws IOException {
        log.write(bytes, offset, length);
    }

    @Override
    public void progress(String line) {
        progress.show(line);
    }

    @Override
    public void progress(int percent, String line) {
        progress.show(percent, line);
    }

    @Override
    public void usage(ModelUsage used) {
        telling.usage().add(used);
    }

    @Override
    public void checkpoint(Checkpoint reached) {
        telling.checkpoints().put(reached);
    }

    @Override
    public CompletableFuture<Answer> ask(Ask ask) {
        return telling.questions().ask(ask);
    }

    @Override
    public void comment(Comment remark) {
        telling.comments().accept(remark);
    }

    @Override
    public String upload(Path file, String name) throws IOException, InterruptedException {
        return artifacts.upload(assignment.lease(), file, name);
    }

    @Override
    public CompletableFuture<Void> send(Message message) {
        return mail.send(message, Optional.of(assignment.lease()));
    }

    @Override
    public void onStop(Runnable hook) {
        synchronized (this) {
            if (!stopped) {
                stopHooks.add(hook);
                return;
            }
        }
        runHook(hook);
    }

    Inbox<Steer> steers() {
        return steers;
    }

    PauseGate gate() {
        return gate;
    }

    @Override
    public void pausePoint() throws InterruptedException {
        gate.pass();
    }

    @Override
    public boolean isPaused() {
        return gate.isPaused();
    }

    @Override
    public void onPause(PauseHook hook) {
        gate.hook(hook);
    }

    @Override
    public void onSteer(Consumer<Steer> listener) {
        steers.listen(listener);
    }

    @Override
    public synchronized Duration stopGrace() {
        return stopGrace;
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    private static void runHook(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            LOG.warn("a stop hook failed: {}", e.toString());
        }
    }
}
