package org.opsflow.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.db.DatabaseAccess;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.db.Migrations;

class UpIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    static Path shared;

    private static Path distribution;

    @TempDir
    Path directory;

    private final List<ServerProcess> started = new ArrayList<>();

    @BeforeAll
    static void pack() throws IOException {
        distribution = TestDistribution.in(shared.resolve("distribution"));
    }

    /** JUnit warns when it deletes a link that leads out of its directory. */
    @AfterAll
    static void unlink() throws IOException {
        Files.delete(distribution.resolve("lib"));
    }

    @AfterEach
    void stop() throws IOException {
        for (var server : started) {
            server.close();
        }
    }

    @Test
    void servesTheApplicationOnLoopbackOnlyUntilItIsTold() throws IOException, InterruptedException {
        var server = ready();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(server.output())
                .contains("Opsflow is ready: " + server.url() + "\n")
                .contains(data().resolve("first-sign-in.json") + "\n"));
        assertThat(server.output()).doesNotContain("INFO", "WARNING", "SEVERE", "\tat ");
        assertThat(get(server, "/api/database")).isEqualTo("opsflow@127.0.0.1 READ-COMMITTED 5 30 5 +00:00");
        assertThat(get(server, "/api/key?opsflow.grpc.port")).isEqualTo(String.valueOf(server.grpcPort()));
        assertThat(get(server, "/api/key?opsflow.base.url")).isEqualTo(server.url());
        assertThat(get(server, "/api/key?opsflow.data.directory")).isEqualTo(data().toString());

        var mariadb = server.mariadbPid().orElseThrow();
        assertThat(Sockets.listeners(List.of(server.pid(), mariadb)))
                .extracting(Sockets.Endpoint::port)
                .contains(server.httpPort());
        assertThat(Sockets.listeners(List.of(server.pid(), mariadb)))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(listener -> listener.address().isLoopbackAddress());
        assertThat(modeOf(data())).isEqualTo("rwx------");
        assertThat(modeOf(data().resolve("running.json"))).isEqualTo("rw-------");
        assertThat(data().resolve("logs/server.log"))
                .content()
                .contains("INFO javax.")
                .doesNotContain("\u001b");

        assertThat(server.stop()).isEqualTo(128 + 15);
        assertThat(ProcessHandle.of(mariadb)).isEmpty();
        assertThat(data().resolve("running.json")).doesNotExist();
        assertThat(server.output()).endsWith("Stopping\n");
    }

    @Test
    void runsTwiceSideBySideButNotInOneDirectory() throws IOException, InterruptedException {
        var one = ready();
        var two = ready(directory.resolve("second"));
        assertThat(get(two, "/api/health")).contains("healthy");

        refused("is in use by another running Opsflow");
        var third = start(directory.resolve("third"), "--http-port", String.valueOf(one.httpPort()));
        assertThat(third.awaitEnd()).isEqualTo(1);
        assertThat(third.output())
                .isEqualTo(
                        "The HTTP port " + one.httpPort()
                                + " is in use: stop what listens there or choose another with --http-port (0 takes any free port).\n");

        adoptsTheDatabaseOfAKilledServer(one);
    }

    private void adoptsTheDatabaseOfAKilledServer(ServerProcess killed) throws IOException, InterruptedException {
        var mariadb = killed.mariadbPid().orElseThrow();
        var node = get(killed, "/api/key?opsflow.node.name");
        killed.kill();
        assertThat(ProcessHandle.of(mariadb)).isPresent();

        var next = ready();
        assertThat(next.mariadbPid()).hasValue(mariadb);
        assertThat(get(next, "/api/key?opsflow.node.name")).isEqualTo(node);
        assertThat(next.output()).contains("Found MariaDB still running");
        assertThat(check("--data", data().toString()).exitCode()).isZero();

        signal(next.pid(), "INT");
        assertThat(next.awaitEnd()).isEqualTo(128 + 2);
        assertThat(ProcessHandle.of(mariadb)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItIsStoppedWhileItStarts() throws IOException, InterruptedException {
        ServerStarts.count(UpIT.class);
        var server = start(data());
        await().atMost(LIMIT).until(() -> server.output().contains("Starting Payara Micro"));
        assertThat(server.stop()).isEqualTo(128 + 15);
        assertThat(EmbeddedDatabase.living(data().resolve("mariadb"))).isEmpty();
    }

    @Test
    void saysThatTheApplicationDoesNotStart() throws IOException, InterruptedException {
        var broken = TestDistribution.in(directory.resolve("broken"));
        Files.writeString(broken.resolve("opsflow.war"), "no archive");
        ServerStarts.count(UpIT.class);
        var server = ServerProcess.start(broken, data());
        started.add(server);
        assertThat(server.awaitEnd()).isEqualTo(1);
        assertThat(server.output())
                .endsWith("Opsflow did not start inside its server: the reason is in "
                        + data().resolve("logs/server.log") + ".\n");
        assertThat(EmbeddedDatabase.living(data().resolve("mariadb"))).isEmpty();
        Files.delete(broken.resolve("lib"));
    }

    @Test
    void refusesADatabaseItCannotUse() throws IOException, InterruptedException, SQLException {
        try (var database = EmbeddedDatabase.start(directory.resolve("external"))) {
            var access = database.access();
            refused("cannot be used as user", databaseOptions(access, "jdbc:mariadb://127.0.0.1:1/opsflow"));
            Migrations.run(access);
            try (var connection = access.connect();
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE DATABASECHANGELOG SET id = 'later' WHERE id = 'agent-agent'");
            }
            refused("holds data of a newer Opsflow", databaseOptions(access, access.url()));
            try (var connection = database.root().connect();
                    var statement = connection.createStatement()) {
                statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
            }
            refused("may lose committed work", databaseOptions(access, access.url()));
        }
    }

    @Test
    void refusesPortsAndDirectoriesItCannotHave() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("The gRPC port " + taken.getLocalPort() + " is in use", "--grpc-port", "" + taken.getLocalPort());
        }
        refused("This machine has no address 192.0.2.1", "--bind", "192.0.2.1");
        var file = Files.createFile(directory.resolve("file"));
        var server = start(file.resolve("below"));
        assertThat(server.awaitEnd()).isEqualTo(1);
        assertThat(server.output()).startsWith("The data directory " + file.resolve("below") + " cannot be written");
    }

    @Test
    void tellsWrongUsageByExitCodeTwo() throws IOException, InterruptedException {
        var wrong = List.of(
                List.of("--http-port", "70000"),
                List.of("--heap", "much"),
                List.of("--db-url", "jdbc:mysql://x/y"),
                List.of("--cluster", "nowhere"),
                List.of("--cluster", "192.0.2.1:6900"));
        for (var options : wrong) {
            var server = start(data(), options.toArray(String[]::new));
            assertThat(server.awaitEnd()).as("%s", options).isEqualTo(2);
            assertThat(server.output()).startsWith(options.get(0) + ": ").doesNotContain("\tat ");
        }
    }

    @Test
    void checksAStoppedDatabaseAndSaysWhatIsBroken() throws IOException, InterruptedException, SQLException {
        assertThat(check("--data", data().toString()).output()).startsWith("There is no database in ");
        try (var database = EmbeddedDatabase.start(data().resolve("mariadb"))) {
            Migrations.run(database.access());
        }
        var healthy = check("--data", data().toString());
        assertThat(healthy.exitCode()).isZero();
        assertThat(healthy.output())
                .contains("invariants checked on jdbc:mariadb://127.0.0.1:")
                .endsWith(", 0 broken.\n");

        try (var database = EmbeddedDatabase.start(data().resolve("mariadb"));
                var connection = database.access().connect();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO blob_chunk VALUES (UNHEX(MD5('lost')), 0, 'lost')");
        }
        var broken = check("--data", data().toString());
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.output()).startsWith("blob-chunk: A chunk belongs to a blob. Not so: ");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private ServerProcess ready() throws IOException, InterruptedException {
        return ready(data());
    }

    private ServerProcess ready(Path data, String... options) throws IOException, InterruptedException {
        ServerStarts.count(UpIT.class);
        var server = start(data, options);
        server.awaitReady(LIMIT);
        return server;
    }

    private ServerProcess start(Path data, String... options) throws IOException {
        var server = ServerProcess.start(distribution, data, options);
        started.add(server);
        return server;
    }

    private void refused(String sentence, String... options) throws IOException, InterruptedException {
        var server = start(data(), options);
        assertThat(server.awaitEnd()).as(server.output()).isEqualTo(1);
        assertThat(server.output().lines().filter(line -> !line.matches("(Checking|Bringing|Starting) .*")))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    private String[] databaseOptions(DatabaseAccess access, String url) throws IOException {
        var password = Files.writeString(directory.resolve("password"), access.password());
        return new String[] {"--db-url", url, "--db-user", access.user(), "--db-password-file", password.toString()};
    }

    private record Checked(int exitCode, String output) {}

    private static Checked check(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                distribution.resolve("opsflow.jar").toString(),
                "check"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Checked(process.waitFor(), output);
    }

    private static void signal(long pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    private static String get(ServerProcess server, String path) throws IOException {
        try (var in = URI.create(server.url() + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
