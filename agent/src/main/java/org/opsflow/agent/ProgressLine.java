package org.opsflow.agent;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.Progress;

/** What the card shows of one attempt: at most 4 a second, the last one wins, dropped while nobody listens. */
final class ProgressLine {
    private static final long PAUSE_MS = 250;

    private final Link link;
    private final Lease lease;
    private final ScheduledExecutorService timer;
    private final Progress.Builder latest = Progress.newBuilder();
    private boolean scheduled;
    private boolean closed;
    private long lastSent = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);

    ProgressLine(Link link, Lease lease, ScheduledExecutorService timer) {
        this.link = link;
        this.lease = lease;
        this.timer = timer;
    }

    synchronized void show(int percent, String line) {
        latest.setPercent(Math.max(0, Math.min(100, percent)));
        show(line);
    }

    synchronized void show(String line) {
        if (closed) {
            return;
        }
        latest.setLine(Limits.clip(line, Limits.LINE_BYTES));
        if (!scheduled) {
            scheduled = true;
            long sinceMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSent);
            timer.schedule(this::send, Math.max(0, PAUSE_MS - sinceMs), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void close() {
        closed = true;
    }

    private synchronized void send() {
        scheduled = false;
        lastSent = System.nanoTime();
        if (!closed) {
            link.offer(lease.frame().setProgress(latest).build());
        }
    }
}
