package org.opsflow.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.opsflow.db.DatabaseAccess;
import org.opsflow.db.EmbeddedDatabase;

/** The one server of this test JVM, seen from outside: where it listens, what it stands on, what it writes. */
final class ServerUnderTest {
    private static final int LAST_WORDS = 150;

    private static ServerUnderTest current;

    private final Path directory;
    private final DatabaseAccess database;
    private final int http = freePort();
    private final int grpc = freePort();
    private final int grid = freePort();

    private ServerUnderTest(Path directory, DatabaseAccess database) throws IOException {
        this.directory = directory;
        this.database = database;
        Files.writeString(
                directory.resolve("pre-boot"),
                """
                set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
                set configs.config.server-config.phone-home-runtime-configuration.enabled=false
                """);
        Files.writeString(directory.resolve("post-boot"), datasource(database.forServer()));
        Files.writeString(directory.resolve("logging.properties"), logging());
    }

    static synchronized ServerUnderTest get() {
        if (current == null) {
            current = prepare();
        }
        return current;
    }

    private static ServerUnderTest prepare() {
        try {
            Path directory = Files.createTempDirectory("opsflow-inside");
            EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("mariadb"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                delete(directory);
            }));
            return new ServerUnderTest(directory, database.access());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http);
    }

    int grpcPort() {
        return grpc;
    }

    DatabaseAccess database() {
        return database;
    }

    Path firstSignIn() {
        return directory.resolve("first-sign-in.json");
    }

    /** The end of the log, for failures whose cause only the server knows. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Everything that any logger of ours said. */
    Path log() {
        return directory.resolve("server.log");
    }

    Path jar() {
        return part("payara-micro.jar");
    }

    List<String> javaOptions() {
        return List.of(
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-Dhazelcast.socket.bind.any=false",
                "-Dhazelcast.phone.home.enabled=false",
                "-Dopsflow.grpc.port=" + grpc,
                "-Dopsflow.base.url=" + address(),
                "-Dopsflow.environment=test",
                "-Dopsflow.first.sign.in.file=" + firstSignIn());
    }

    /** Clustered, as the connector needs it, with nobody. */
    List<String> options() {
        return List.of(
                "--port", "" + http,
                "--rootDir", make(directory.resolve("root")).toString(),
                "--addLibs", part("mariadb-java-client.jar").toString(),
                "--prebootcommandfile", directory.resolve("pre-boot").toString(),
                "--postbootcommandfile", directory.resolve("post-boot").toString(),
                "--logProperties", directory.resolve("logging.properties").toString(),
                "--interfaces", "127.0.0.1",
                "--startport", "" + grid,
                "--clustermode", "tcpip:127.0.0.1:" + grid);
    }

    private static Path part(String name) {
        return Path.of(System.getProperty("opsflow.server")).resolve(name);
    }

    /** As the launcher gives it. */
    private static String datasource(DatabaseAccess access) {
        return "create-jdbc-connection-pool --datasourceclassname=org.mariadb.jdbc.MariaDbDataSource"
                + " --restype=javax.sql.DataSource --steadypoolsize=2 --maxpoolsize=32 --maxwait=10000"
                + " --isconnectvalidatereq=true --validationmethod=custom-validation"
                + " --validationclassname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation"
                + " --validateatmostonceperiod=1 --failconnection=true --wrapjdbcobjects=false"
                + " --property=url=" + escaped(access.url()) + ":user=" + escaped(access.user()) + ":password="
                + escaped(access.password()) + " opsflow\n"
                + "create-jdbc-resource --connectionpoolid=opsflow jdbc/opsflow\n";
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\:=])", "\\\\$1");
    }

    private String logging() {
        return """
                handlers=java.util.logging.ConsoleHandler,java.util.logging.FileHandler
                java.util.logging.ConsoleHandler.level=INFO
                java.util.logging.FileHandler.level=ALL
                java.util.logging.FileHandler.pattern=%s
                java.util.logging.FileHandler.encoding=UTF-8
                java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                .level=INFO
                org.opsflow.level=ALL
                liquibase.level=WARNING
                """
                .formatted(log());
    }

    private static Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            directory.toFile().deleteOnExit();
        }
    }
}
