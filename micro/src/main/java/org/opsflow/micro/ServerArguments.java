package org.opsflow.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opsflow.db.DatabaseAccess;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that runs a server; a mixin. */
final class ServerArguments {

    private static final int MAX_PORT = 65_535;
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d*[kKmMgG]");
    private static final Pattern MEMBER = Pattern.compile("(.+):(\\d{1,5})");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the people's door; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--grpc-port",
            paramLabel = "N",
            defaultValue = "9090",
            description = "Port of the agents' door; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int grpcPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address both doors listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
    private String bind;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory for everything that is kept (default: ~/.local/share/opsflow).")
    private Path data;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = "Largest Java heap, for example 2g (default: 768m). Read by the opsflow script.")
    private String heap;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Addresses of all nodes for their talk among each other, this node's own first.")
    private List<String> cluster = List.of();

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "Use this MariaDB (jdbc:mariadb://host:3306/opsflow) instead of the embedded one.")
    private String databaseUrl;

    @Option(names = "--db-user", paramLabel = "U", description = "Its user.")
    private String databaseUser;

    @Option(names = "--db-password-file", paramLabel = "F", description = "File that holds the user's password.")
    private Path databasePasswordFile;

    Settings settings(Path war) {
        require(heap == null || SIZE.matcher(heap).matches(), "--heap: \"%s\" is no size, write 512m or 2g.", heap);
        return new Settings(
                port("--http-port", httpPort), port("--grpc-port", grpcPort), bind, data(), members(), database(), war);
    }

    boolean hasData() {
        return data != null;
    }

    Path data() {
        return data == null ? defaultData() : data;
    }

    Optional<DatabaseAccess> database() {
        if (databaseUrl == null) {
            require(
                    databaseUser == null && databasePasswordFile == null,
                    "--db-user and --db-password-file need --db-url.");
            return Optional.empty();
        }
        require(
                databaseUrl.startsWith("jdbc:mariadb://"),
                "--db-url: \"%s\" is no MariaDB address, write jdbc:mariadb://host:3306/opsflow.",
                databaseUrl);
        require(
                databaseUser != null && databasePasswordFile != null,
                "--db-url needs --db-user and --db-password-file.");
        return Optional.of(new DatabaseAccess(databaseUrl, databaseUser, password()));
    }

    private String password() {
        try {
            return Files.readString(databasePasswordFile).strip();
        } catch (IOException e) {
            throw usage("--db-password-file: %s cannot be read.", databasePasswordFile);
        }
    }

    private int port(String option, int port) {
        require(port >= 0 && port <= MAX_PORT, "%s: %d is no port, choose 0 to 65535.", option, port);
        return port;
    }

    private List<String> members() {
        for (var member : cluster) {
            var matcher = MEMBER.matcher(member);
            require(matcher.matches(), "--cluster: \"%s\" is no HOST:PORT.", member);
            port("--cluster", Integer.parseInt(matcher.group(2)));
        }
        if (!cluster.isEmpty()) {
            var own = cluster.get(0).replaceFirst(":\\d+$", "");
            require(
                    isLoopback(own) || !isLoopback(bind),
                    "--cluster: this node's own address %s can be reached from other machines, say so with --bind too.",
                    own);
        }
        return cluster;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Path defaultData() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base =
                xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".local/share") : Path.of(xdg);
        return base.resolve("opsflow");
    }

    private void require(boolean condition, String sentence, Object... arguments) {
        if (!condition) {
            throw usage(sentence, arguments);
        }
    }

    private ParameterException usage(String sentence, Object... arguments) {
        return new ParameterException(command.commandLine(), sentence.formatted(arguments));
    }
}
