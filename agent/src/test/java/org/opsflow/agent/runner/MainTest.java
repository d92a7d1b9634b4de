package org.opsflow.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opsflow.agent.FakeSession.script;

import io.grpc.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opsflow.agent.Agents;
import org.opsflow.agent.FakeServer;
import org.opsflow.agent.FakeSession;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.FailureKind;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.StepType;
import picocli.CommandLine;

/** The program as a process of its own, and its command line. */
@Timeout(180)
class MainTest {
    @TempDir
    Path work;

    private final FakeServer server = FakeServer.start();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
        server.close();
    }

    private Process agent(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--work",
                work.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err().toFile());
        builder.environment().put("OPSFLOW_KEY", Agents.KEY);
        builder.environment().put("OPSFLOW_SERVER", server.address());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path err() {
        return work.resolve("err.txt");
    }

    @Test
    void worksUntilSigtermGivesWorkBackAndExitsWithSuccess() throws Exception {
        Process agent = agent("--instance", "one", "--label", "region=eu", "--label", "disk=size=1T");
        FakeSession session = server.session();
        Hello hello = session.expectHello();
        assertThat(hello.getInstance()).isEqualTo("one");
        assertThat(hello.getLabelsMap()).containsOnly(Map.entry("region", "eu"), Map.entry("disk", "size=1T"));
        session.welcome(FakeSession.welcomeOf("token"));
        session.expect(BodyCase.CREDITS);
        session.begin("att_1", 7, script("off_1", "echo hello; exit 0"));
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        assertThat(completed.getCompleted().getExitCode()).isZero();
        session.receipt(completed);
        session.expect(BodyCase.CREDITS);
        agent.destroy();
        session.expect(BodyCase.GOODBYE);
        assertThat(agent.waitFor()).isZero();
        assertThat(Files.readAllLines(err()))
                .containsExactly(
                        "connected to " + server.address() + " as Ada",
                        "working on Build",
                        "done Build",
                        "stopping",
                        "Stopped.");
        assertThat(server.log("att_1")).isEqualTo("hello\n");
    }

    @Test
    void childrenDieWithAnAgentThatIsKilled() throws Exception {
        Process agent = agent();
        FakeSession session = server.session().open();
        session.begin("att_1", 7, script("off_1", "sleep 1000 & echo $! > ../../child; wait"));
        ProcessHandle child = child();
        agent.destroyForcibly();
        await().until(() -> !child.isAlive());
    }

    @Test
    void killsTheProcessTreeOfWorkThatIsLost() throws Exception {
        agent();
        FakeSession session = server.session().open();
        session.offer("off_1", StepType.STEP_TYPE_SCRIPT);
        session.expect(BodyCase.ACCEPT);
        session.grant("att_1", 7, script("off_1", "sleep 1000 & echo $! > ../../child; wait"));
        AgentFrame started = session.expect(BodyCase.STARTED);
        ProcessHandle child = child();
        session.refuse(started, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_LEASE_LOST));
        await().until(() -> !child.isAlive());
        session.expect(BodyCase.CREDITS);
    }

    @Test
    void endsACommandThatTakesLongerThanItMay() throws Exception {
        agent();
        FakeSession session = server.session().open();
        session.begin(
                "att_1",
                7,
                script("off_1", "echo $$ > ../../child; exec sleep 1000").setTimeoutMs(1500));
        ProcessHandle child = child();
        AgentFrame failed = session.expect(BodyCase.FAILED);
        assertThat(failed.getFailed().getReason()).isEqualTo("timeout");
        assertThat(failed.getFailed().getKind()).isEqualTo(FailureKind.FAILURE_KIND_RETRYABLE);
        await().until(() -> !child.isAlive());
    }

    @Test
    void exitsWithOneSentenceWhenTheKeyIsRefused() throws Exception {
        Process agent = agent();
        server.session().end(Status.UNAUTHENTICATED.withDescription("the key was revoked"));
        assertThat(agent.waitFor()).isEqualTo(1);
        assertThat(Files.readAllLines(err())).singleElement().asString().contains("the key was revoked");
    }

    @Test
    void refusesASecondProcessInTheSameDirectory() throws Exception {
        agent();
        server.session().open();
        StringWriter said = new StringWriter();
        Path key = Files.writeString(work.resolve("key"), Agents.KEY + "\n");
        assertThat(commandLine(said)
                        .execute("--work", work.toString(), "--key-file", key.toString(), "--server", server.address()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("in use by another agent").doesNotContain("Exception", "\tat ");
    }

    @Test
    void keepsTryingWhileTheServerIsNotThere() throws Exception {
        server.vanish();
        agent();
        await().until(() -> Files.exists(err()) && Files.readString(err()).contains("reconnecting in"));
        server.comeBack();
        server.session().open();
    }

    @Test
    void saysHowItIsUsed() {
        StringWriter said = new StringWriter();
        assertThat(commandLine(said).execute("--help")).isZero();
        assertThat(said.toString()).contains("--server", "--key-file", "--slots", "OPSFLOW_KEY", "OPSFLOW_OUTPUT");
    }

    @Test
    void saysItsVersion() {
        StringWriter said = new StringWriter();
        assertThat(commandLine(said).execute("--version")).isZero();
        assertThat(said.toString()).matches("(?s)opsflow-agent [0-9].*");
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        StringWriter said = new StringWriter();
        Path none = work.resolve("none");
        assertThat(commandLine(said).execute("--slots", "many")).isEqualTo(2);
        assertThat(commandLine(said).execute("--key-file", none.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("'many' is not an int", "Cannot read the key file " + none);
    }

    @ParameterizedTest
    @CsvSource({
        "region, is not KEY=VALUE",
        "region=, is not KEY=VALUE",
        "=eu, is not KEY=VALUE",
        "region=eu;region=us, --label region is given more than once",
        "Region=eu, 'label \"Region\" is not of [a-z0-9._-]{1,64}'",
        "region=e u, the value of label \"region\" is not of 1 to 128 printable ASCII characters"
    })
    void saysWhatIsWrongWithALabel(String labels, String words) throws IOException {
        StringWriter said = new StringWriter();
        Path key = Files.writeString(work.resolve("key"), Agents.KEY + "\n");
        // Whatever it takes for a label, it cannot start there, and ends.
        Path file = Files.createFile(work.resolve("file"));
        List<String> arguments = new ArrayList<>(
                List.of("--work", file.toString(), "--key-file", key.toString(), "--server", "127.0.0.1:1"));
        for (String label : labels.split(";")) {
            arguments.addAll(List.of("--label", label));
        }

        assertThat(commandLine(said).execute(arguments.toArray(String[]::new))).isPositive();
        assertThat(said.toString()).contains(words).doesNotContain("Exception");
    }

    @Test
    void namesTheAddressThatIsNone() throws Exception {
        StringWriter said = new StringWriter();
        Path key = Files.writeString(work.resolve("key"), Agents.KEY + "\n");
        List<String> options = List.of("--work", work.toString(), "--key-file", key.toString(), "--server");
        for (List<String> servers :
                List.of(List.of("127.0.0.1:9090,nowhere"), List.of("127.0.0.1:9090", "--server", "nowhere"))) {
            List<String> arguments = new ArrayList<>(options);
            arguments.addAll(servers);
            assertThat(commandLine(said).execute(arguments.toArray(String[]::new)))
                    .isEqualTo(1);
        }
        assertThat(said.toString().lines()).hasSize(2).allMatch(line -> line.contains("\"nowhere\" is not HOST:PORT"));
    }

    private static CommandLine commandLine(StringWriter said) {
        PrintWriter to = new PrintWriter(said);
        return Main.commandLine().setOut(to).setErr(to);
    }

    private ProcessHandle child() throws IOException {
        Path file = work.resolve("child");
        await().until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }
}
