package org.opsflow.web.board;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An answer that never ends, written without ever waiting for who reads it. The container tells once that it can be
 * written to, and again after each time that it could not.
 */
final class StreamWire implements Wire, WriteListener, AsyncListener {
    private static final Logger LOG = Logger.getLogger(StreamWire.class.getName());

    /** Whoever is at the other end; told on any thread. */
    interface Reader {
        /** It took what was sent last. */
        void took();

        /** Nothing can be sent any more; told once. */
        void gone();
    }

    private final AsyncContext answer;
    private final ServletOutputStream out;
    private final Reader reader;
    private byte[] bytes;
    private Consumer<Boolean> done;
    private boolean isFlushed;
    private boolean isReady;
    private boolean isEnded;

    StreamWire(AsyncContext answer, ServletOutputStream out, Reader reader) {
        this.answer = answer;
        this.out = out;
        this.reader = reader;
    }

    /** From here on the container calls. */
    void open() {
        answer.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public void send(String text, Consumer<Boolean> whenDone) {
        synchronized (this) {
            bytes = text.getBytes(StandardCharsets.UTF_8);
            done = whenDone;
            isFlushed = false;
        }
        write();
    }

    @Override
    public void close(int code, String reason) {
        if (end()) {
            try {
                answer.complete();
            } catch (IllegalStateException completed) {
                LOG.log(Level.FINE, "A reader was gone before it could be disconnected.", completed);
            }
        }
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            isReady = true;
        }
        write();
    }

    @Override
    public void onError(Throwable failed) {
        LOG.log(Level.FINE, "A reader went away while it was told something.", failed);
        lose();
    }

    /** As far as the reader takes it; the container calls again when it takes more. */
    private void write() {
        Consumer<Boolean> finished;
        try {
            finished = pushed();
        } catch (IOException | IllegalStateException failed) {
            onError(failed);
            return;
        }
        if (finished != null) {
            reader.took();
            finished.accept(true);
        }
    }

    private synchronized Consumer<Boolean> pushed() throws IOException {
        if (isEnded || done == null || !isReady) {
            return null;
        }
        if (bytes != null) {
            out.write(bytes);
            bytes = null;
            isReady = out.isReady();
        }
        if (isReady && !isFlushed) {
            out.flush();
            isFlushed = true;
            isReady = out.isReady();
        }
        Consumer<Boolean> finished = isFlushed ? done : null;
        done = isFlushed ? null : done;
        return finished;
    }

    private void lose() {
        Consumer<Boolean> waiting;
        synchronized (this) {
            waiting = done;
            done = null;
        }
        if (waiting != null) {
            waiting.accept(false);
        }
        close(GOING_AWAY, "");
    }

    private boolean end() {
        synchronized (this) {
            if (isEnded) {
                return false;
            }
            isEnded = true;
        }
        reader.gone();
        return true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        lose();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lose();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is started once.
    }
}
