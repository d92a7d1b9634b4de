package org.opsflow.system;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opsflow.micro.ServerStarts;
import org.opsflow.micro.Sockets;

/** A Payara Server as an operator runs it: by the commands of the manual, its domain as it was delivered but for two ports. */
final class ApplicationServer implements Closeable {

    private static final Path PAYARA = Path.of(System.getProperty("opsflow.payara"));
    private static final Path DOMAIN = PAYARA.resolve("glassfish/domains/domain1");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int COMMANDS_MINUTES = 10;
    private static final AtomicBoolean counted = new AtomicBoolean();

    private final Path directory;
    private final Manual manual = Manual.ofDeployment();
    private final HeldPort http = new HeldPort();
    private final HeldPort admin = new HeldPort();
    private final Map<String, String> variables;

    /**
     * @param directory for files of the commands
     * @param variables that the commands of the manual use
     */
    ApplicationServer(Path directory, Map<String, String> variables) throws IOException {
        this.directory = directory;
        this.variables = variables;
    }

    void start() throws IOException, InterruptedException {
        if (!counted.getAndSet(true)) {
            // A test of this suite that is run once more starts it again.
            ServerStarts.count(EarIT.class);
        }
        restoreDomain();
        run("start");
    }

    /** The domain is copied before its first start, and begun anew from the copy each time. */
    private void restoreDomain() throws IOException {
        var delivered = PAYARA.resolveSibling("payara6-domain-as-delivered");
        if (!Files.exists(delivered)) {
            var draft = Trees.empty(PAYARA.resolveSibling("payara6-domain.draft"));
            copy(DOMAIN, draft);
            Files.move(draft, delivered, StandardCopyOption.ATOMIC_MOVE);
        }
        copy(delivered, Trees.empty(DOMAIN));
        var configuration = DOMAIN.resolve("config/domain.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(
                                "port=\"8080\" protocol=\"http-listener-1\"",
                                "port=\"" + http.number() + "\" protocol=\"http-listener-1\"")
                        .replace("port=\"4848\"", "port=\"" + admin.number() + "\""));
    }

    /** Runs the commands of the manual that are marked so. */
    void run(String commands) throws IOException, InterruptedException {
        shell(commands, manual.commands(commands));
    }

    private void shell(String name, String script) throws IOException, InterruptedException {
        var output = directory.resolve(name + ".out");
        // To a file: the server inherits what asadmin writes to, and would hold a pipe open.
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment.putAll(variables);
        environment.put("PAYARA", PAYARA.toString());
        environment.put("BASE_URL", url());
        environment.put("AS_ADMIN_PORT", String.valueOf(admin.number()));
        environment.put("AS_ADMIN_INTERACTIVE", "false");
        environment.put(
                "PATH",
                PAYARA.resolve("bin") + ":" + Path.of(Distribution.java()).getParent() + ":" + System.getenv("PATH"));
        var process = builder.start();
        if (!process.waitFor(COMMANDS_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "The commands \"" + name + "\" failed:\n" + Files.readString(output) + "\n" + logged());
        }
    }

    String url() {
        return "http://127.0.0.1:" + http.number();
    }

    int httpPort() {
        return http.number();
    }

    int adminPort() {
        return admin.number();
    }

    Collection<Sockets.Endpoint> listeners() throws IOException {
        return Sockets.listeners(List.of(pid()));
    }

    /** What jcmd answers. */
    String jcmd(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), String.valueOf(pid())));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var answer = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    /** All that it logged; empty before it did. */
    String logged() throws IOException {
        var log = DOMAIN.resolve("logs/server.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(DOMAIN.resolve("config/pid")).strip());
    }

    /** SIGTERM; returns when its process has ended. */
    void terminate() throws IOException {
        var pid = pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        await("the end of the application server").atMost(PATIENCE).until(() -> hasEnded(pid));
    }

    /** Nobody may have asked yet how it ended: it is no child of ours. */
    private static boolean hasEnded(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException gone) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(DOMAIN.resolve("config/pid")) && !hasEnded(pid())) {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        http.close();
        admin.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
