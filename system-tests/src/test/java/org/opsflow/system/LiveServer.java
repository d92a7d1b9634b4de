package org.opsflow.system;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.micro.ServerProcess;
import org.opsflow.micro.ServerStarts;

/** The packaged server in a directory of its own; it keeps its ports over restarts, as one that people run does. */
final class LiveServer implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(3);

    private final Path data;
    private final Map<String, String> environment;
    private final List<String> options;
    private final ServerLog log;
    private ServerProcess process;

    private LiveServer(Path data, Map<String, String> environment, List<String> options) {
        this.data = data;
        this.environment = environment;
        this.options = options;
        this.log = new ServerLog(log());
    }

    static LiveServer start(Path data) throws IOException, InterruptedException {
        return start(data, Map.of());
    }

    /** @param keys of configuration, as variables: OPSFLOW_LEASE */
    static LiveServer start(Path data, Map<String, String> keys) throws IOException, InterruptedException {
        return start(data, keys, List.of());
    }

    /** @param options of {@code up} */
    static LiveServer start(Path data, Map<String, String> keys, List<String> options)
            throws IOException, InterruptedException {
        var server = new LiveServer(data, new HashMap<>(keys), options);
        server.launch(options);
        return server;
    }

    private void launch(List<String> all) throws IOException, InterruptedException {
        ServerStarts.count(LiveServer.class);
        process = ServerProcess.start(Distribution.server(), data, environment, all.toArray(String[]::new));
        process.awaitReady(READY);
    }

    /** From the next start on. */
    void configure(String variable, String value) {
        environment.put(variable, value);
    }

    /** After a kill or a stop: the same data, the same ports. */
    void restart() throws IOException, InterruptedException {
        var http = String.valueOf(process.httpPort());
        var grpc = String.valueOf(process.grpcPort());
        process.close();
        var all = new ArrayList<>(options);
        all.addAll(List.of("--http-port", http, "--grpc-port", grpc));
        launch(all);
    }

    /** SIGKILL to the JVM; its database lives on. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGKILL to the JVM and to mariadbd, with nothing in between. */
    void killWithDatabase() throws InterruptedException {
        var mariadb = ProcessHandle.of(process.mariadbPid().orElseThrow()).orElseThrow();
        mariadb.destroyForcibly();
        process.kill();
        mariadb.onExit().join();
    }

    int stop() throws InterruptedException {
        return process.stop();
    }

    String url() {
        return process.url();
    }

    int grpcPort() {
        return process.grpcPort();
    }

    /** Of the agents' door. */
    String agentsAddress() {
        return "127.0.0.1:" + grpcPort();
    }

    Path log() {
        return data.resolve("logs/server.log");
    }

    /** What it could not explain itself since the last time; its users would only see a correlation id. */
    List<String> failures() {
        return log.failures();
    }

    long pid() {
        return process.pid();
    }

    /** As the first administrator. */
    People people() {
        return People.withKey(url(), firstSignIn("api_key"));
    }

    /** @param field url, email, password or api_key */
    String firstSignIn(String field) {
        try {
            var file = Files.readString(data.resolve("first-sign-in.json"));
            return JsonParser.parseString(file).getAsJsonObject().get(field).getAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To its database; the caller closes it. */
    Connection connect() {
        return EmbeddedDatabase.living(data.resolve("mariadb")).orElseThrow().connect();
    }

    /** Both processes are gone afterwards. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
