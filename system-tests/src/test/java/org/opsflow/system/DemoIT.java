package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.agent.runner.LivedInRepository;
import org.opsflow.micro.Sockets;

/** The demo as somebody meets it who has just cloned: once for a script, and shown until Ctrl-C. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {

    private static final int AGENTS = 3;
    private static final int STEPS = 11;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private LivedInRepository repository;
    private Path tools;
    private int grpcPort;
    private List<ProcessHandle> processes;
    private List<ProcessHandle> agents;
    private List<Sockets.Endpoint> doorsOfAgents;
    private ServerSocket silence;
    private DemoProcess blocked;
    private DemoProcess once;
    private int exitCode;
    private JsonObject result;

    /**
     * One run, held at its first step by a git that waits, until all of its agents are there to be looked at. Then another
     * demo begins to wait in vain for its agents, while the rest goes on.
     */
    @BeforeAll
    void runOnce() throws Exception {
        repository = LivedInRepository.create(directory.resolve("it's a repository"));
        tools = Files.createDirectories(directory.resolve("tools"));
        var gate = directory.resolve("gate");
        waitingGit(gate);
        once = demo("once", "--once", "--data", data());
        try {
            once.awaitAgents(AGENTS);
            processes = once.descendants();
            agents = once.agents();
            doorsOfAgents =
                    Sockets.listeners(agents.stream().map(ProcessHandle::pid).toList());
            grpcPort = Integer.parseInt(running("grpc_port"));
            silence = new ServerSocket(0, AGENTS, InetAddress.getLoopbackAddress());
            blocked = demo("blocked", "--once", "--agents-connect-to", "127.0.0.1:" + silence.getLocalPort());
            Files.createFile(gate);
            exitCode = once.awaitEnd();
        } finally {
            once.close();
        }
        // Seen while they are there: the other tests may outlive them.
        blocked.awaitAgents(AGENTS);
    }

    @AfterAll
    void end() throws IOException {
        if (blocked != null) {
            blocked.close();
        }
        if (silence != null) {
            silence.close();
        }
        if (result != null) {
            Files.deleteIfExists(report());
        }
    }

    @Test
    void printsOneLineThatAScriptCanRead() throws IOException {
        assertThat(exitCode).as("%s", once.told()).isZero();
        assertThat(once.output()).hasSize(1);
        assertThat(result().keySet())
                .containsExactlyInAnyOrder("run_id", "status", "steps_completed", "artifact", "seconds");
        assertThat(result().get("status").getAsString()).isEqualTo("completed");
        assertThat(result().get("steps_completed").getAsInt()).isEqualTo(STEPS);
        assertThat(result().get("seconds").getAsDouble()).isPositive();
    }

    @Test
    void keepsTheReportAndNothingElse() throws IOException {
        assertThat(report())
                .startsWith(DemoProcess.CLONE.resolve("target/demo"))
                .isRegularFile();
        assertThat(once.temporaryFiles()).isEmpty();
        assertThat(processes).hasSizeGreaterThan(AGENTS).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void everyNumberOfTheReportCanBeRecomputedFromGit() throws Exception {
        repository.recompute(Files.readString(report()));
    }

    @Test
    void agentsAreProcessesThatTalkToTheirDoorAndToNothingElse() {
        assertThat(agents).hasSize(AGENTS);
        assertThat(doorsOfAgents).isEmpty();
        assertThat(once.agentsPeers()).containsExactly(grpcPort);
    }

    @Test
    void showsTheSameThroughItsOtherDoorsUntilCtrlC() throws Exception {
        try (var shown = demo("shown", "--data", data())) {
            await("an invitation").atMost(PATIENCE).until(() -> shown.output().stream()
                    .anyMatch(line -> line.startsWith("Three agents check the health of " + repository.directory())));
            var people = People.signIn(said(shown, "Board"), said(shown, "E-mail"), said(shown, "Password"));
            var run = result().get("run_id").getAsString();
            assertThat(people.steps(run)).hasSize(STEPS).allMatch(step -> text(step, "status")
                    .equals("completed"));
            var artifact = people.artifacts(run).stream()
                    .filter(one -> text(one, "name").equals("report.md"))
                    .findFirst()
                    .orElseThrow();
            assertThat(text(artifact, "sha256"))
                    .isEqualTo(sha256(Files.readAllBytes(report())))
                    .isEqualTo(sha256(people.bytes("/api/artifacts/" + text(artifact, "id"))));

            await("a run of its own").atMost(PATIENCE).until(() -> completed(people) == 2);
            var children = shown.descendants();
            shown.interrupt();
            assertThat(shown.awaitEnd()).isEqualTo(128 + 2);
            assertThat(children).hasSizeGreaterThan(AGENTS).noneMatch(ProcessHandle::isAlive);
            assertThat(shown.temporaryFiles()).isEmpty();
        }
    }

    /** A door that takes connections and says nothing is worse than one that is closed: only time tells. */
    @Test
    void saysThatNoAgentComesThrough() throws Exception {
        assertThat(blocked.awaitEnd()).isEqualTo(1);
        assertThat(blocked.output()).isEmpty();
        assertThat(blocked.told())
                .last()
                .asString()
                .startsWith("No agent took a step of the demo: the agents' door at 127.0.0.1:" + silence.getLocalPort()
                        + " may be blocked. An agent's last words: ");
        assertThat(blocked.temporaryFiles()).isEmpty();
        assertThat(blocked.agentsPeers()).containsExactly(silence.getLocalPort());
    }

    private DemoProcess demo(String name, String... options) throws IOException {
        var all = Stream.concat(Stream.of("--repository", repository.directory().toString()), Stream.of(options));
        return DemoProcess.start(Files.createDirectories(directory.resolve(name)), tools, all.toArray(String[]::new));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void waitingGit(Path gate) throws IOException {
        var git = Stream.of(System.getenv("PATH").split(":"))
                .map(place -> Path.of(place, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        var script = "#!/bin/sh\nwhile [ ! -e '" + gate + "' ]; do sleep 0.05; done\nexec " + git + " \"$@\"\n";
        var file = Files.writeString(tools.resolve("git"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String running(String key) throws IOException {
        var running = Files.readString(directory.resolve("data/running.json"));
        return JsonParser.parseString(running).getAsJsonObject().get(key).getAsString();
    }

    private JsonObject result() throws IOException {
        if (result == null) {
            result = JsonParser.parseString(once.output().get(0)).getAsJsonObject();
        }
        return result;
    }

    private Path report() throws IOException {
        return Path.of(result().get("artifact").getAsString());
    }

    private static String said(DemoProcess demo, String what) throws IOException {
        var line = Pattern.compile(what + ": +(.+)");
        return demo.output().stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static long completed(People people) {
        return people.get("/api/workflow-executions?status=completed")
                .getAsJsonArray()
                .size();
    }

    private static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
