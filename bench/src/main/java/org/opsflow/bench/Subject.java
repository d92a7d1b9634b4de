package org.opsflow.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opsflow.micro.ServerProcess;

/** The server that is measured: started in a directory of its own and removed afterwards, or found running. */
final class Subject implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path data;
    private final Optional<ServerProcess> own;
    private final JsonObject running;

    private Subject(Path data, Optional<ServerProcess> own) throws IOException {
        this.data = data;
        this.own = own;
        this.running = json("running.json");
    }

    static Subject of(Options options) {
        return options.runningServer().map(Subject::found).orElseGet(() -> {
            Path data = directory();
            return start(options, data);
        });
    }

    private static Subject found(Path data) {
        try {
            return new Subject(data, Optional.empty());
        } catch (IOException e) {
            throw new BenchFailure("No server runs in " + data + ": start one there with ./opsflow up --data", e);
        }
    }

    static Path directory() {
        try {
            return Files.createTempDirectory("opsflow-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it is ready. */
    static Subject start(Options options, Path data) {
        if (!Files.exists(options.distribution().resolve("opsflow.jar"))) {
            throw new BenchFailure("There is no opsflow.jar in " + options.distribution() + ": run ./opsflow build.");
        }
        try {
            ServerProcess server = ServerProcess.start(options.distribution(), data);
            try {
                server.awaitReady(START_LIMIT);
                return new Subject(data, Optional.of(server));
            } catch (IOException | RuntimeException | InterruptedException e) {
                server.close();
                throw e;
            }
        } catch (IOException | IllegalStateException e) {
            throw new BenchFailure("The server did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("The start of the server was interrupted", e);
        }
    }

    int grpcPort() {
        return running.get("grpc_port").getAsInt();
    }

    People people() {
        try {
            JsonObject signIn = json("first-sign-in.json");
            return new People(
                    running.get("url").getAsString(), signIn.get("api_key").getAsString());
        } catch (IOException e) {
            throw new BenchFailure("The administrator's key cannot be read", e);
        }
    }

    /** The key under which runs are submitted. */
    String key() {
        return people().key();
    }

    List<LinuxProcess> processes() {
        return List.of(new LinuxProcess("server", running.get("pid").getAsLong()), mariadb());
    }

    private LinuxProcess mariadb() {
        if (running.get("mariadb_pid").isJsonNull()) {
            throw new BenchFailure("The server uses a database of its own choice; benches read the embedded one.");
        }
        return new LinuxProcess("mariadbd", running.get("mariadb_pid").getAsLong());
    }

    Database database() {
        String option = "--port=";
        int port = Stream.of(mariadb().commandLine())
                .filter(argument -> argument.startsWith(option))
                .mapToInt(argument -> Integer.parseInt(argument.substring(option.length())))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("mariadbd was started without a port."));
        try {
            return new Database(
                    port, Files.readString(data.resolve("mariadb/password")).strip());
        } catch (IOException e) {
            throw new BenchFailure("The database's password cannot be read", e);
        }
    }

    private JsonObject json(String file) throws IOException {
        return JsonParser.parseString(Files.readString(data.resolve(file))).getAsJsonObject();
    }

    /** Stops a server of its own; its directory stays. */
    void stop() {
        own.ifPresent(server -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        stop();
        if (own.isPresent()) {
            delete(data);
        }
    }

    private static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
