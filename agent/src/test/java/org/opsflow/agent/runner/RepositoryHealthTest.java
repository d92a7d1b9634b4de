package org.opsflow.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.agent.Outcome;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the demo's definition, step by step and as the runner would, on repositories made here; and computes every number
 * of its report again from git.
 */
@Timeout(120)
class RepositoryHealthTest {
    private static final Path DEMO = Path.of("../demo").toAbsolutePath().normalize();

    @TempDir
    Path temp;

    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Map<String, byte[]> artifacts = new HashMap<>();

    @Test
    void everyNumberOfTheReportCanBeRecomputedFromGit() throws Exception {
        LivedInRepository repository = LivedInRepository.create(temp.resolve("it's a repository"));
        runDemo(repository.repository());
        repository.recompute(report());
        assertThat(names("dependencies", "maven_names")).containsExactly("org.a:one", "org.b:two");
        assertThat(names("dependencies", "npm_names")).containsExactly("left-pad", "react", "vite");
        assertThat(new String(artifacts.get("report.html"), StandardCharsets.UTF_8))
                .contains("<td>Commits</td><td class=\"number\">"
                        + table("At a glance").get("Commits") + "</td>");
    }

    @Test
    void reportsOnARepositoryWithoutCommits() throws Exception {
        runDemo(Repository.create(temp.resolve("nothing yet")));
        assertThat(table("At a glance"))
                .containsEntry("Commits", "0")
                .containsEntry("Files", "0")
                .containsEntry("Contributors", "0")
                .containsEntry("Open ends", "0");
        assertThat(report()).contains("- The repository has no commits yet.");
    }

    @Test
    void reportsOnACommitWithoutFiles() throws Exception {
        Repository repository = Repository.create(temp.resolve("empty"));
        repository.commit("ada", "2026-01-02");
        runDemo(repository);
        assertThat(table("At a glance")).containsEntry("Commits", "1").containsEntry("Files", "0");
    }

    @Test
    void saysWhenTheDirectoryIsNoRepository() throws Exception {
        Path none = Files.createDirectories(temp.resolve("none"));
        Outcome outcome = run(step("snapshot"), none);
        assertThat(((Outcome.Failed) outcome).message()).contains(none + " is not a Git repository");
    }

    @Test
    void theStepsOfAPhaseRunInParallelAndThePhasesOneAfterTheOther() throws Exception {
        assertThat(steps()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(steps().stream().filter(step -> List.of("snapshot").equals(step.get("needs"))))
                .hasSize(5);
        assertThat(steps().stream().filter(step -> "check".equals(step.get("phase"))))
                .hasSize(4)
                .allSatisfy(step -> assertThat((List<?>) step.get("needs")).hasSize(6));
        List<?> phases = (List<?>) definition().get("phases");
        assertThat(steps()).allSatisfy(step -> assertThat(phases.contains(step.get("phase")))
                .isTrue());
    }

    private void runDemo(Repository repository) throws Exception {
        for (Map<?, ?> step : steps()) {
            Outcome outcome = run(step, repository.directory());
            assertThat(outcome).as("%s", step.get("id")).isInstanceOf(Outcome.Completed.class);
            outputs.put(step.get("id").toString(), ((Outcome.Completed) outcome).outputJson());
        }
    }

    private Outcome run(Map<?, ?> step, Path repository) throws Exception {
        String command = step.get("command")
                .toString()
                .replace("{{ args.scripts }}", quoted(DEMO.resolve("scripts")))
                .replace("{{ args.repository }}", quoted(repository));
        RecordingWork work = new RecordingWork(step.get("id").toString(), command);
        if (step.get("needs") instanceof List<?> needs) {
            // As the server may hand it on: without the line breaks.
            needs.forEach(need -> work.inputs.put(
                    need.toString(),
                    JsonParser.parseString(outputs.get(need.toString())).toString()));
        }
        if (step.get("artifacts") instanceof List<?> globs) {
            globs.forEach(glob -> work.artifacts.add(glob.toString()));
        }
        ChildEnvironment environment = ChildEnvironment.of(System.getenv(), List.of(), "a key");
        Outcome outcome = new ScriptHandler(temp.resolve("runs"), environment).run(work);
        artifacts.putAll(work.uploads);
        assertThat(work.log()).doesNotContain("::progress");
        if (outcome instanceof Outcome.Completed) {
            assertThat(work.progress).anyMatch(line -> line.startsWith("100% "));
        }
        return outcome;
    }

    /** As the server does it. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static Map<?, ?> definition() throws Exception {
        return (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DEMO.resolve("repository-health.yaml")));
    }

    private static List<Map<?, ?>> steps() throws Exception {
        List<Map<?, ?>> steps = new ArrayList<>();
        ((List<?>) definition().get("steps")).forEach(step -> steps.add((Map<?, ?>) step));
        return steps;
    }

    private static Map<?, ?> step(String id) throws Exception {
        return steps().stream()
                .filter(step -> step.get("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String report() {
        return new String(artifacts.get("report.md"), StandardCharsets.UTF_8);
    }

    private Map<String, String> table(String title) {
        return LivedInRepository.table(report(), title);
    }

    private List<String> names(String step, String field) {
        JsonObject output = JsonParser.parseString(outputs.get(step)).getAsJsonObject();
        JsonArray names = output.getAsJsonArray(field);
        return names.asList().stream().map(JsonElement::getAsString).toList();
    }
}
