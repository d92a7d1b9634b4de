package org.opsflow.micro;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opsflow.db.DatabaseAccess;

/** Payara Micro in this JVM: one listener, one datasource, one application. There can be one in a process. */
final class Container {

    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners" + ".network-listener.http-listener.";
    private static final String HTTP =
            "configs.config.server-config.network-config.protocols.protocol.http-listener.http.";

    private static final String GRID = "hazelcast-runtime-configuration.";
    private static final String APPLICATION = "opsflow";

    private final PayaraMicroRuntime runtime;

    private Container(PayaraMicroRuntime runtime) {
        this.runtime = runtime;
    }

    static Container boot(Path directory, Ports ports, List<String> cluster, DatabaseAccess database)
            throws BootstrapException {
        PayaraMicro.setUpackedJarDir(make(directory.resolve("runtime")).toFile());
        // Hazelcast listens everywhere unless it is told not to, and tells its makers of its use.
        System.setProperty("hazelcast.socket.bind.any", "false");
        System.setProperty("hazelcast.phone.home.enabled", "false");
        var runtime = PayaraMicro.getInstance()
                .setRootDir(make(directory.resolve("root")).toFile())
                .setLogPropertiesFile(logging(directory).toFile())
                .setHttpPort(ports.http())
                .setNoHazelcast(cluster.isEmpty())
                .setPreBootHandler(commands -> {
                    configureListener(commands, ports);
                    configureGrid(commands, cluster);
                    run(commands, "set", "configs.config.server-config.phone-home-runtime-configuration.enabled=false");
                })
                .setPostBootHandler(commands -> createDatasource(commands, database))
                .bootStrap();
        return new Container(runtime);
    }

    /** Payara answers true although the application failed to load; what counts is whether it is there. */
    boolean deploy(Path war) {
        return runtime.deploy(APPLICATION, "", war.toFile())
                && runtime.getDeployedApplicationNames().contains(APPLICATION);
    }

    /** Waits when Payara's own shutdown hook is at it already. */
    void shutdown() {
        try {
            runtime.shutdown();
        } catch (BootstrapException | IllegalStateException e) {
            System.err.println("Payara Micro was down already: " + e);
        }
    }

    private static void configureListener(AdminCommandRunner commands, Ports ports) {
        run(commands, "set", LISTENER + "address=" + ports.address().getHostAddress());
        // Payara closes a kept-alive connection after 256 requests unless told otherwise.
        run(commands, "set", HTTP + "max-connections=-1");
        run(commands, "set", HTTP + "xpowered-by=false");
    }

    /** Given in memory, not in a command file: the password touches no disk but Payara's own directory, mode 0700. */
    private static void createDatasource(AdminCommandRunner commands, DatabaseAccess database) {
        var access = database.forServer();
        run(
                commands,
                "create-jdbc-connection-pool",
                "--datasourceclassname=org.mariadb.jdbc.MariaDbDataSource",
                "--restype=javax.sql.DataSource",
                "--steadypoolsize=2",
                "--maxpoolsize=32",
                "--maxwait=10000",
                // A connection that died with its server is replaced, not handed out; asked at most once a second.
                "--isconnectvalidatereq=true",
                "--validationmethod=custom-validation",
                "--validationclassname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
                "--validateatmostonceperiod=1",
                "--failconnection=true",
                // Else every call on a statement, of every parameter too, is reflected and recorded for listeners that
                // nobody has: more work than the statement itself.
                "--wrapjdbcobjects=false",
                "--property=url=" + escaped(access.url()) + ":user=" + escaped(access.user()) + ":password="
                        + escaped(access.password()),
                "opsflow");
        run(commands, "create-jdbc-resource", "--connectionpoolid=opsflow", "jdbc/opsflow");
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\:=])", "\\\\$1");
    }

    private static void run(AdminCommandRunner commands, String command, String... arguments) {
        var result = commands.run(command, arguments);
        if (result.getExitStatus() == ClusterCommandResult.ExitStatus.FAILURE) {
            throw new IllegalStateException(command + ": " + result.getOutput(), result.getFailureCause());
        }
    }

    /** Hazelcast joins whoever it hears by multicast unless it is told whom to ask. */
    private static void configureGrid(AdminCommandRunner commands, List<String> cluster) {
        if (cluster.isEmpty()) {
            return;
        }
        var own = cluster.get(0);
        var colon = own.lastIndexOf(':');
        run(commands, "set", GRID + "discovery-mode=tcpip");
        run(commands, "set", GRID + "tcpip-members=" + String.join(",", cluster));
        run(commands, "set", GRID + "interface=" + own.substring(0, colon));
        run(commands, "set", GRID + "start-port=" + own.substring(colon + 1));
    }

    private static Path logging(Path directory) {
        var file = directory.resolve("logging.properties");
        try (var in = Container.class.getResourceAsStream("logging.properties")) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
