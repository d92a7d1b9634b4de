package org.opsflow.micro;

import fish.payara.micro.BootstrapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.opsflow.db.DatabaseAccess;
import org.opsflow.db.DatabaseCheck;
import org.opsflow.db.EmbeddedDatabase;
import org.opsflow.db.Migrations;

/**
 * A whole server in this process: data directory, database, container, application.
 *
 * <p>Life cycle: {@link #start}, {@link #waitUntilReady}, {@link #stop}. A server is started once; a process has one.
 * {@link #cancel} makes another thread's start or wait end with a {@link CancellationException}; it stops nothing by itself.
 */
public final class Server {

    private final Settings settings;
    private final Consumer<String> progress;
    private Ports ports;
    private DataDirectory data;
    private EmbeddedDatabase embedded;
    private DatabaseAccess database;
    private Container container;
    private volatile boolean cancelled;
    private boolean stopped;

    /** @param progress gets a line for each step, for people */
    public Server(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Returns when the application is deployed.
     *
     * @throws StartRefused with one sentence
     * @throws org.opsflow.db.DatabaseProblem with one sentence
     * @throws CancellationException when {@link #cancel} was called
     */
    public void start() {
        step(this::takeDirectoryAndPorts);
        step(this::startDatabase);
        step(this::migrate);
        step(this::bootContainer);
        step(this::deploy);
    }

    /**
     * @throws StartRefused when it is not ready in time
     * @throws CancellationException when {@link #cancel} was called
     */
    public void waitUntilReady(Duration limit) throws InterruptedException {
        var ready = Health.of(ports.url()).await(limit, () -> cancelled);
        refuseWhenCancelled();
        if (!ready) {
            throw StartRefused.notReady(limit.toSeconds(), data.log().toString());
        }
        data.announce(
                """
                {"pid": %d, "url": "%s", "http_port": %d, "grpc_port": %d, "mariadb_pid": %s}
                """
                        .formatted(
                                ProcessHandle.current().pid(),
                                ports.url(),
                                ports.http(),
                                ports.grpc(),
                                embedded == null ? null : embedded.pid()));
    }

    /** Returns when nothing of it runs any more; a second call does nothing. */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (container != null) {
            container.shutdown();
        }
        if (embedded != null) {
            embedded.close();
        }
        if (data != null) {
            data.close();
        }
    }

    public String url() {
        return ports.url();
    }

    public int httpPort() {
        return ports.http();
    }

    public int grpcPort() {
        return ports.grpc();
    }

    /** Written by the application at its first start. */
    public Path firstSignIn() {
        return data.firstSignIn();
    }

    public Path log() {
        return data.log();
    }

    public DatabaseAccess database() {
        return database;
    }

    /** For another thread: what is under way ends at its next step. */
    public void cancel() {
        cancelled = true;
    }

    private synchronized void step(Runnable step) {
        refuseWhenCancelled();
        step.run();
    }

    private void refuseWhenCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled while it started");
        }
    }

    private void takeDirectoryAndPorts() {
        if (!Files.isReadable(settings.war())) {
            throw StartRefused.incomplete(settings.war().toString());
        }
        ports = Ports.free(settings.bind(), settings.httpPort(), settings.grpcPort());
        data = DataDirectory.take(settings.data());
        Console.redirectOthersTo(data.log());
    }

    private void startDatabase() {
        if (settings.database().isPresent()) {
            database = settings.database().get();
            progress.accept("Checking the database at " + database.place());
            DatabaseCheck.of(database);
            return;
        }
        progress.accept("Starting MariaDB in " + data.database());
        embedded = EmbeddedDatabase.start(data.database());
        database = embedded.access();
        if (embedded.adopted()) {
            progress.accept("Found MariaDB still running there (process " + embedded.pid() + ")");
        }
    }

    private void migrate() {
        progress.accept("Bringing the tables up to date");
        Migrations.run(database);
    }

    private void bootContainer() {
        progress.accept("Starting Payara Micro");
        tellApplication();
        try {
            container = Container.boot(data.freshServer(), ports, settings.cluster(), database);
        } catch (BootstrapException | IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    private void deploy() {
        progress.accept("Starting Opsflow");
        boolean deployed;
        try {
            deployed = container.deploy(settings.war());
        } catch (RuntimeException e) {
            throw failed(e);
        }
        if (!deployed) {
            throw failed(null);
        }
    }

    private StartRefused failed(Exception cause) {
        if (cause != null) {
            cause.printStackTrace();
        }
        return StartRefused.applicationFailed(data.log().toString(), cause);
    }

    /** MicroProfile Config reads system properties first. */
    private void tellApplication() {
        System.setProperty("opsflow.http.port", String.valueOf(ports.http()));
        System.setProperty("opsflow.grpc.port", String.valueOf(ports.grpc()));
        System.setProperty("opsflow.bind.address", ports.address().getHostAddress());
        System.setProperty("opsflow.data.directory", data.path().toString());
        System.setProperty("opsflow.first.sign.in.file", data.firstSignIn().toString());
        System.setProperty("opsflow.migrate", "false");
        setUnlessConfigured("opsflow.base.url", "OPSFLOW_BASE_URL", ports.url());
        setUnlessConfigured("opsflow.node.name", "OPSFLOW_NODE_NAME", data.nodeName());
    }

    private static void setUnlessConfigured(String key, String variable, String value) {
        if (System.getProperty(key) == null && System.getenv(variable) == null) {
            System.setProperty(key, value);
        }
    }
}
