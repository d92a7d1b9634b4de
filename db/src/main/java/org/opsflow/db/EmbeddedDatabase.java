package org.opsflow.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real MariaDB in a directory of its own, listening on loopback.
 *
 * <p>Life cycle: {@link #start} creates the tables the first time, adopts a mariadbd that outlived its launcher, or starts
 * one; {@link #close} shuts it down cleanly. A JVM that dies without closing leaves it running for the next start. Whoever
 * calls {@code start} makes sure that nobody else does so for the same directory at that moment.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final int START_TRIES = 3;
    /** Crash recovery of a large database takes its time; a dead process is noticed at once. */
    private static final long START_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long POLL_MS = 20;

    private final ProcessHandle process;
    private final DatabaseAccess access;
    private final DatabaseAccess root;
    private final int port;
    private final boolean adopted;

    private EmbeddedDatabase(MariaDbFiles files, ProcessHandle process, int port, boolean adopted) throws IOException {
        this.process = process;
        this.port = port;
        this.adopted = adopted;
        this.access = access(files, port);
        this.root = new DatabaseAccess("jdbc:mariadb://127.0.0.1:" + port + "/", "root", files.rootPassword());
    }

    /** @throws DatabaseProblem with one sentence when it cannot be had */
    public static EmbeddedDatabase start(Path directory) {
        var files = MariaDbFiles.in(directory);
        var server = new MariaDbServer(MariaDbDistribution.unpacked(), files);
        try {
            var living = adopt(server, files);
            if (living.isPresent()) {
                return living.get();
            }
            if (!Files.exists(files.data())) {
                server.createTables();
            }
            return start(server, files);
        } catch (IOException e) {
            throw new DatabaseProblem(
                    "The embedded database in " + directory + " cannot be started (" + e.getMessage() + "): see "
                            + files.log() + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("The start of the embedded database was interrupted.", e);
        }
    }

    /** The database in a directory if it is running now; starts nothing. */
    public static Optional<DatabaseAccess> living(Path directory) {
        if (!Files.isDirectory(directory.resolve("data"))) {
            return Optional.empty();
        }
        var files = MariaDbFiles.in(directory);
        var server = new MariaDbServer(MariaDbDistribution.unpacked(), files);
        return server.serving().stream()
                .flatMap(process -> server.portOf(process).stream())
                .map(port -> {
                    try {
                        return access(files, port);
                    } catch (IOException e) {
                        throw new DatabaseProblem("The password in " + directory + " cannot be read.", e);
                    }
                })
                .filter(access -> serves(access, files))
                .findFirst();
    }

    private static Optional<EmbeddedDatabase> adopt(MariaDbServer server, MariaDbFiles files)
            throws IOException, InterruptedException {
        for (var process : server.serving()) {
            var port = server.portOf(process);
            if (port.isPresent() && server.isAsWeWouldStart(process) && answers(files, process, port.get())) {
                return Optional.of(new EmbeddedDatabase(files, process, port.get(), true));
            }
            MariaDbServer.end(process);
        }
        return Optional.empty();
    }

    private static EmbeddedDatabase start(MariaDbServer server, MariaDbFiles files)
            throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            var port = freePort();
            var process = server.start(port);
            if (answers(files, process, port)) {
                return new EmbeddedDatabase(files, process, port, false);
            }
            MariaDbServer.end(process);
            // Somebody may have taken the port between our look and mariadbd's.
            if (tries == START_TRIES) {
                throw new IOException("mariadbd ended or does not answer");
            }
        }
    }

    private static boolean answers(MariaDbFiles files, ProcessHandle process, int port)
            throws IOException, InterruptedException {
        var access = access(files, port);
        var since = System.nanoTime();
        while (process.isAlive() && System.nanoTime() - since < START_LIMIT_NANOS) {
            // mariadbd writes its pid when it is ready: asking earlier only fills its log with warnings.
            if (Files.exists(files.pid()) && serves(access, files)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return false;
    }

    /** Connecting proves little: another server may have our port by now. */
    private static boolean serves(DatabaseAccess access, MariaDbFiles files) {
        try (var connection = access.open();
                var rows = connection.createStatement().executeQuery("SELECT @@datadir")) {
            return rows.next() && Path.of(rows.getString(1)).equals(files.data());
        } catch (SQLException e) {
            return false;
        }
    }

    private static DatabaseAccess access(MariaDbFiles files, int port) throws IOException {
        return new DatabaseAccess("jdbc:mariadb://127.0.0.1:" + port + "/opsflow", "opsflow", files.password());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The server's own account: rights on schema {@code opsflow}, nothing else. */
    public DatabaseAccess access() {
        return access;
    }

    /** For administration; its password lies in {@code root-password}. */
    public DatabaseAccess root() {
        return root;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** True when it was already running. */
    public boolean adopted() {
        return adopted;
    }

    /** Returns when mariadbd is gone, its data flushed. */
    @Override
    public void close() {
        try {
            MariaDbServer.end(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
