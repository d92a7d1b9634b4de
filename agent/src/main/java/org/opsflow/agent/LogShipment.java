package org.opsflow.agent;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one attempt on its way to the server. A local file is the buffer: work writes to it and goes on; the timer
 * thread sends what is there when 64 KiB wait or a second has passed. Only what the server calls stored counts, so a
 * broken call is opened again and goes on from there.
 *
 * <p>Life: writing → finished (no more output) → delivered or given up; then the file is gone. The fields below the line
 * belong to the timer thread.
 */
final class LogShipment {
    private static final Logger LOG = LoggerFactory.getLogger(LogShipment.class);
    private static final int CHUNK = 64 << 10;
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final Core core;
    private final Lease lease;
    private final Path file;
    private final Runnable onLeaseLost;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean pumpSoon = new AtomicBoolean();
    private final AtomicBoolean pumpLater = new AtomicBoolean();
    private FileOutputStream output;
    private volatile long length;
    private volatile boolean finished;
    // ---
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private LogCall call;
    private boolean reopening;
    private volatile long stored;

    LogShipment(Core core, Lease lease, Runnable onLeaseLost) {
        this.core = core;
        this.lease = lease;
        this.file = core.state().log(lease);
        this.onLeaseLost = onLeaseLost;
    }

    /** What an earlier process left: sends the rest of it. */
    static LogShipment ofEarlierProcess(Core core, Lease lease, Runnable onLeaseLost) {
        LogShipment shipment = new LogShipment(core, lease, onLeaseLost);
        shipment.length = shipment.file.toFile().length();
        return shipment;
    }

    synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        if (finished) {
            return;
        }
        if (output == null) {
            output = new FileOutputStream(file.toFile());
        }
        output.write(bytes, offset, count);
        length += count;
        if (length - stored >= CHUNK) {
            pumpSoon();
        } else if (pumpLater.compareAndSet(false, true)) {
            core.threads()
                    .timer()
                    .schedule(
                            () -> {
                                pumpLater.set(false);
                                pump();
                            },
                            LATEST.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    /** No more output will come. The future ends when all is stored, or when it never will be. */
    synchronized CompletableFuture<Void> finish() {
        finished = true;
        try {
            if (output != null) {
                output.close();
            }
        } catch (IOException e) {
            LOG.warn("cannot close {}: {}", file, e.getMessage());
        }
        pumpSoon();
        return ended;
    }

    /** Nobody wants this log any more. */
    void abandon() {
        finish();
        core.threads().timer().execute(this::end);
    }

    private void pumpSoon() {
        if (pumpSoon.compareAndSet(false, true)) {
            core.threads().timer().execute(() -> {
                pumpSoon.set(false);
                pump();
            });
        }
    }

    private void pump() {
        if (ended.isDone()) {
            return;
        }
        if (finished && stored >= length) {
            end();
        } else if (call != null) {
            send();
        } else if (!reopening && length > stored) {
            call = new LogCall(this);
            call.open(core.door().bulk(), lease);
        }
    }

    private void send() {
        // Read once: what is written meanwhile has its own pump.
        long until = length;
        boolean last = finished;
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            while (call.wantsMore() && call.sent() < until) {
                byte[] chunk = new byte[(int) Math.min(CHUNK, until - call.sent())];
                input.seek(call.sent());
                input.readFully(chunk);
                call.send(StreamLogsRequest.newBuilder()
                        .setOffset(call.sent())
                        .setData(ByteString.copyFrom(chunk))
                        .build());
            }
            if (last && call.sent() >= until) {
                call.complete();
            }
        } catch (IOException e) {
            LOG.warn("cannot read {}: {}; the rest of this log is lost", file, e.getMessage());
            end();
        }
    }

    /** The call has room again. */
    void ready() {
        pumpSoon();
    }

    void stored(LogCall from, long offset) {
        core.threads().timer().execute(() -> {
            if (from == call) {
                stored = offset;
                from.startAt(offset);
                backoff.reset();
                pump();
            }
        });
    }

    void broken(LogCall from, Status status) {
        core.threads().timer().execute(() -> {
            if (from != call) {
                return;
            }
            call = null;
            switch (status.getCode()) {
                case FAILED_PRECONDITION -> {
                    end();
                    onLeaseLost.run();
                }
                case INVALID_ARGUMENT,
                        NOT_FOUND,
                        PERMISSION_DENIED,
                        UNAUTHENTICATED,
                        UNIMPLEMENTED,
                        RESOURCE_EXHAUSTED -> {
                    LOG.warn("the server does not take the log of {}: {}", lease.attemptId(), status);
                    end();
                }
                default -> reopenLater();
            }
        });
    }

    private void reopenLater() {
        if (finished && stored >= length) {
            end();
            return;
        }
        reopening = true;
        core.threads()
                .timer()
                .schedule(
                        () -> {
                            reopening = false;
                            pump();
                        },
                        backoff.next().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void end() {
        if (call != null) {
            call.complete();
            call = null;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.getMessage());
        }
        ended.complete(null);
    }
}
