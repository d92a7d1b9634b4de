package org.opsflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The agents that we have keep to every script; and every script tells a bad agent from a good one. */
class AgentsIT {
    private static final Program JAVA = new Program(List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            built("agent/target/agent/opsflow-agent.jar", "./opsflow build"),
            "--work",
            "{directory}",
            "--slots",
            "{slots}"));
    /** The runner only runs commands: for what else an agent does there is another one by the same SDK. */
    private static final Program JAVA_FUNCTION = new Program(List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            "target/test-classes:" + built("agent/target/agent/opsflow-agent.jar", "./opsflow build"),
            FunctionAgent.class.getName(),
            "{directory}"));

    private static final Program TYPESCRIPT =
            new Program(List.of("node", built("api-proto/examples/ts/dist/main.js", "npm ci && npm run build")));

    private static final SideBySide SCRIPTS = new SideBySide(6);

    @TempDir
    Path directory;

    private static String built(String file, String how) {
        Path path = Path.of("..").toAbsolutePath().normalize().resolve(file);
        assertThat(path).as("built by `%s`", how).exists();
        return path.toString();
    }

    @TestFactory
    Stream<DynamicTest> theRunnerInJava() {
        return all("java", script -> script.needs().startsWith("function:") ? JAVA_FUNCTION : JAVA);
    }

    @TestFactory
    Stream<DynamicTest> theExampleInTypeScript() {
        return all("ts", script -> TYPESCRIPT);
    }

    private Stream<DynamicTest> all(String name, Function<Script, Program> agent) {
        return scripts()
                .map(script -> SCRIPTS.test(
                        script.toString(),
                        () -> Kit.testAgent(
                                script, agent.apply(script), fresh(name + "-" + script.name()), Meddler.NONE)));
    }

    /** First those in which an agent has to find out that nobody is there, which takes half a minute. */
    private static Stream<Script> scripts() {
        return Script.forAgents().stream()
                .sorted(Comparator.comparing(script -> script.misbehaviour().equals("half-open") ? 0 : 1));
    }

    /** Any good agent will do: it is the kit that is tested. */
    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        return scripts().flatMap(script -> AgentMutants.ALL.get(script.name()).entrySet().stream()
                .map(mutant -> SCRIPTS.test(script.name() + ": " + mutant.getKey(), () -> {
                    Mutant bad = mutant.getValue().get();
                    Path own = fresh(
                            "mutant-" + script.name() + "-" + mutant.getKey().replace(' ', '-'));
                    assertThatThrownBy(() -> Kit.testAgent(script, TYPESCRIPT, own, bad))
                            .isInstanceOf(Refuted.class);
                    assertThat(bad.hasStruck()).as("it was bad").isTrue();
                })));
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}
