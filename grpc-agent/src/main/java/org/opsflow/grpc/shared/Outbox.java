package org.opsflow.grpc.shared;

import com.google.protobuf.MessageLite;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The only class that writes to a StreamObserver. What the other side does not read waits here; who does not read for
 * a minute, or lets far more wait than its work can bring, is cut off: one slow reader costs a bounded amount of memory.
 */
public final class Outbox<T extends MessageLite> {
    static final int MAX_FRAMES = 256;
    static final int MAX_BYTES = 1 << 20;
    /** Beyond the room there are answers to what was asked before, which cannot be held back. */
    static final int CUT_OFF = 32;

    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ServerCallStreamObserver<T> observer;
    private final Runnable roomAgain;
    private final Runnable cutOff;
    private final LongSupplier nanoTime;
    private final Queue<T> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long waitingSince;
    private boolean ended;

    /**
     * @param roomAgain called when an outbox that had no room has some; must not block
     * @param cutOff called when the other side was too slow and the call was ended; must not block
     */
    public Outbox(ServerCallStreamObserver<T> observer, Runnable roomAgain, Runnable cutOff) {
        this(observer, roomAgain, cutOff, System::nanoTime);
    }

    Outbox(ServerCallStreamObserver<T> observer, Runnable roomAgain, Runnable cutOff, LongSupplier nanoTime) {
        this.observer = observer;
        this.roomAgain = roomAgain;
        this.cutOff = cutOff;
        this.nanoTime = nanoTime;
        observer.setOnReadyHandler(this::drain);
    }

    public synchronized boolean hasRoom() {
        return !ended && waiting.size() < MAX_FRAMES && waitingBytes < MAX_BYTES;
    }

    public synchronized void send(T frame) {
        if (ended) {
            return;
        }
        if (waiting.isEmpty() && observer.isReady()) {
            observer.onNext(frame);
            return;
        }
        if (waiting.isEmpty()) {
            waitingSince = nanoTime.getAsLong();
        }
        waiting.add(frame);
        waitingBytes += frame.getSerializedSize();
        cutOffIfSlow();
    }

    /** Sends only what goes out at once: false when something waits already, or the other side does not read just now. */
    public synchronized boolean sendIfRead(T frame) {
        if (ended || !waiting.isEmpty() || !observer.isReady()) {
            return false;
        }
        observer.onNext(frame);
        return true;
    }

    /** Ends the call of a side that does not read. */
    public synchronized void cutOffIfSlow() {
        if (ended || waiting.isEmpty()) {
            return;
        }
        boolean tooLong = nanoTime.getAsLong() - waitingSince > SLOW_NANOS;
        boolean tooMuch = waiting.size() > CUT_OFF * MAX_FRAMES || waitingBytes > (long) CUT_OFF * MAX_BYTES;
        if (tooLong || tooMuch) {
            String what = tooLong ? "nothing was read for 60 s." : waiting.size() + " frames were not read.";
            fail(Statuses.limit("slow", "SLOW: " + what));
            cutOff.run();
        }
    }

    private void drain() {
        boolean hadRoom;
        synchronized (this) {
            hadRoom = hasRoom();
            while (!ended && !waiting.isEmpty() && observer.isReady()) {
                T frame = waiting.remove();
                waitingBytes -= frame.getSerializedSize();
                waitingSince = nanoTime.getAsLong();
                observer.onNext(frame);
            }
        }
        if (!hadRoom && hasRoom()) {
            roomAgain.run();
        }
    }

    /** Ends the call well, after what was sent. */
    public synchronized void complete() {
        if (!ended) {
            ended = true;
            waiting.forEach(observer::onNext);
            waiting.clear();
            observer.onCompleted();
        }
    }

    public synchronized void fail(StatusRuntimeException status) {
        if (!ended) {
            ended = true;
            forget();
            observer.onError(status);
        }
    }

    /** The other side is gone. */
    public synchronized void abandon() {
        ended = true;
        forget();
    }

    private void forget() {
        waiting.clear();
        waitingBytes = 0;
    }
}
