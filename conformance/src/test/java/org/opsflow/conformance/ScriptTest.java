package org.opsflow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    private static final List<String> MISBEHAVIOURS =
            List.of("slow", "deaf", "duplicate", "lying", "oversized", "half-open", "resuming", "clock-jump");

    private final List<Script> all = Stream.concat(Script.forAgents().stream(), Script.forServers().stream())
            .toList();

    @Test
    void hasAScriptForEachGuarantee() {
        assertThat(all.stream().flatMap(script -> script.guarantees().stream()))
                .containsAll(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void hasAScriptForEachMisbehaviour() {
        assertThat(all.stream()
                        .map(Script::misbehaviour)
                        .filter(word -> !word.isEmpty())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MISBEHAVIOURS);
    }

    @Test
    void hasABadAgentForEachScript() {
        assertThat(Script.forAgents().stream().map(Script::name))
                .containsExactlyInAnyOrderElementsOf(AgentMutants.ALL.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "servers"})
    void playsEveryScriptThereIs(String directory) throws IOException {
        Path scripts = Path.of("src/main/resources/org/opsflow/conformance", directory);
        try (Stream<Path> files = Files.list(scripts)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(scripts.resolve("index.txt")));
        }
    }

    @Test
    void listsEveryScriptAndEveryWordForPeopleToRead() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        assertThat(all).allSatisfy(script -> assertThat(page)
                .contains("| `" + script.name() + "` | " + script.title() + " |\n"));
        assertThat(all.stream().flatMap(Script::words).distinct().filter(word -> !word.equals("on")))
                .allSatisfy(word -> assertThat(page.substring(0, page.indexOf("## What agents")))
                        .contains("`" + word + "`"));
    }
}
