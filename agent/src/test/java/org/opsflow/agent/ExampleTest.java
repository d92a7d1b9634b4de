package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.example.GreetingAgent;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.Granted;
import org.opsflow.proto.agent.v1.StepType;

/** The agent that the documentation shows is one: it works, and leaves when it is told to. */
class ExampleTest {
    private static final Path SOURCE = Path.of("src/test/java/org/opsflow/example/GreetingAgent.java");
    private static final int PATIENCE_S = 120;
    private static final int MOST_LINES = 40;

    @TempDir
    Path directory;

    @Test
    void isWhatTheDocumentationShows() throws IOException {
        String source = Files.readString(SOURCE);
        assertThat(source.lines()).hasSizeLessThan(MOST_LINES);
        assertThat(Files.readString(Path.of("../docs/agents.md")))
                .contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
    }

    @Test
    void works() throws IOException, InterruptedException {
        try (FakeServer server = FakeServer.start()) {
            Process process = start(server);
            try {
                FakeSession session = server.session().open();
                session.offer("off_1", StepType.STEP_TYPE_FUNCTION);
                session.expect(BodyCase.ACCEPT);
                session.grant(
                        "att_1",
                        7,
                        Granted.newBuilder()
                                .setOfferId("off_1")
                                .setType(StepType.STEP_TYPE_FUNCTION)
                                .setFunction("greet")
                                .setArgsJson("{\"who\":\"Ada\"}"));
                session.receipt(session.expect(BodyCase.STARTED));
                var completed = session.expect(BodyCase.COMPLETED);
                assertThat(completed.getCompleted().getOutputJson()).isEqualTo("{\"greeted\": {\"who\":\"Ada\"}}");
                session.receipt(completed);
                session.expect(BodyCase.CREDITS);

                process.destroy();
                session.expect(BodyCase.GOODBYE);
                assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private Process start(FakeServer server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GreetingAgent.class.getName(),
                        directory.resolve("state").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("OPSFLOW_SERVER", server.address());
        builder.environment().put("OPSFLOW_KEY", Agents.KEY);
        return builder.start();
    }
}
