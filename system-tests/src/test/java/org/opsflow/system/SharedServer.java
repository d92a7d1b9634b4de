package org.opsflow.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one server that suites share to whoever asks for a {@link LiveServer}; it ends with the last test. */
final class SharedServer implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    /** Stays when the tests are over: a log tells more than a failed assertion. */
    private static final Path DIRECTORY = Path.of("target/shared-server");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LiveServer.class;
    }

    @Override
    public LiveServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Open.class, key -> Open.here(), Open.class)
                .server();
    }

    /**
     * Agents that are played by hand send no heartbeats, and a slow machine may stop a test for long. All suites sign in
     * from one address, more often in a minute than people do. A lease that a test lets run out is soon noticed.
     */
    private static final Map<String, String> PATIENT = Map.of(
            "OPSFLOW_LEASE", "10m",
            "OPSFLOW_HEARTBEAT_BUSY", "3m",
            "OPSFLOW_SWEEP", "1s",
            "OPSFLOW_SIGN_IN_TRIES_PER_MINUTE", "1000");

    private record Open(LiveServer server) implements AutoCloseable {

        static Open here() {
            try {
                return new Open(LiveServer.start(Trees.empty(DIRECTORY).resolve("data"), PATIENT));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
