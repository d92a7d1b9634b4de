package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWireTest {
    private final List<String> told = new ArrayList<>();
    private final SlowOutput out = new SlowOutput();
    private final StreamWire wire = new StreamWire(answer(), out, new Reader());

    @Test
    void writesNothingBeforeItMay() {
        wire.open();
        wire.send("one", this::done);
        assertThat(out.text()).isEmpty();

        wire.onWritePossible();

        assertThat(out.text()).isEqualTo("one!");
        assertThat(told).containsExactly("took", "done true");
    }

    @Test
    void goesOnWhereTheReaderDidNotTakeMore() {
        wire.onWritePossible();
        out.takes = 1;
        wire.send("one", this::done);
        assertThat(out.text()).isEqualTo("one");
        assertThat(told).isEmpty();

        out.takes = Integer.MAX_VALUE;
        wire.onWritePossible();

        assertThat(out.text()).isEqualTo("one!");
        assertThat(told).containsExactly("took", "done true");
    }

    @Test
    void saysOnceThatItsReaderIsGone() {
        wire.onWritePossible();
        out.isBroken = true;
        wire.send("one", this::done);
        wire.onError(new IOException("again"));
        wire.close(Wire.GOING_AWAY, "");

        assertThat(told).containsExactly("done false", "gone", "complete");
    }

    @Test
    void completesTheAnswerWhenItIsClosed() {
        wire.onWritePossible();
        wire.close(Wire.POLICY, "Signed out.");
        wire.send("one", this::done);

        assertThat(told).containsExactly("gone", "complete");
        assertThat(out.text()).isEmpty();
    }

    private void done(boolean well) {
        told.add("done " + well);
    }

    private AsyncContext answer() {
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        told.add("complete");
                    }
                    return null;
                });
    }

    private final class Reader implements StreamWire.Reader {
        @Override
        public void took() {
            told.add("took");
        }

        @Override
        public void gone() {
            told.add("gone");
        }
    }

    /** Takes so many calls before it has to be waited for; a flush leaves a mark. */
    private static final class SlowOutput extends ServletOutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int takes = Integer.MAX_VALUE;
        private boolean isBroken;

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // The test calls it.
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] some) throws IOException {
            take();
            bytes.writeBytes(some);
        }

        @Override
        public void flush() throws IOException {
            take();
            bytes.write('!');
        }

        private void take() throws IOException {
            if (isBroken) {
                throw new IOException("Connection is closed");
            }
            assertThat(takes--).as("written to though it is not ready").isPositive();
        }
    }
}
