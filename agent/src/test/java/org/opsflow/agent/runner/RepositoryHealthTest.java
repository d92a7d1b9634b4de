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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        Repository repository = aRepositoryWithALife();
        runDemo(repository);
        Map<String, String> glance = table("At a glance");
        List<String> files = repository.gitLines("ls-tree", "-r", "--name-only", "HEAD");

        assertThat(glance)
                .containsEntry(
                        "Commits", repository.git("rev-list", "--count", "HEAD").strip())
                .containsEntry(
                        "Merges",
                        repository
                                .git("rev-list", "--count", "--merges", "HEAD")
                                .strip())
                .containsEntry("Active days", count(new TreeSet<>(days(repository))))
                .containsEntry("First day", new TreeSet<>(days(repository)).first())
                .containsEntry("Last day", new TreeSet<>(days(repository)).last())
                .containsEntry("Tags", count(repository.gitLines("tag")))
                .containsEntry("Contributors", count(new TreeSet<>(repository.gitLines("log", "--format=%ae"))))
                .containsEntry("People who wrote half of all commits", "1")
                .containsEntry("Files", count(files))
                .containsEntry("Bytes", Long.toString(bytes(repository, files)))
                .containsEntry("Lines", Long.toString(lines(repository, files)))
                .containsEntry("Files over 1 MiB", "1")
                .containsEntry(
                        "Paths in the whole history",
                        count(new TreeSet<>(
                                repository.gitLines("log", "--no-merges", "--no-renames", "--name-only", "--format="))))
                .containsEntry("Manifests", "2")
                .containsEntry("Maven dependencies", "2")
                .containsEntry("npm dependencies", "3")
                .containsEntry("Licence", "MIT")
                .containsEntry("Files with an SPDX line", "1")
                .containsEntry("Open ends", "3")
                .containsEntry("Files with open ends", "2")
                .containsEntry("Hygiene", "4 of 8")
                .hasSize(21);
        assertThat(table("Contributors")).isEqualTo(authors(repository));
        assertThat(table("Commits by month"))
                .isEqualTo(counted(days(repository).stream()
                        .map(day -> day.substring(0, 7))
                        .toList()));
        assertThat(table("Open ends")).isEqualTo(Map.of("TODO", "2", "FIXME", "1", "XXX", "0", "HACK", "0"));
        assertThat(table("Files changed most"))
                .isEqualTo(counted(
                        repository.gitLines("log", "--no-merges", "--no-renames", "--name-only", "--format=").stream()
                                .filter(files::contains)
                                .toList()));
        assertThat(table("Largest files")).isEqualTo(sizes(repository, files));
        assertThat(table("Hygiene"))
                .containsEntry("README", "yes")
                .containsEntry("Tests", "yes")
                .containsEntry("Continuous integration", "no")
                .containsEntry("Files of build output", "1")
                .containsEntry("Files with conflict marks", "1");
        assertThat(table("Size by language").keySet()).contains("Java", "XML", "JSON", "Markdown", "Other");
        assertThat(names("dependencies", "maven_names")).containsExactly("org.a:one", "org.b:two");
        assertThat(names("dependencies", "npm_names")).containsExactly("left-pad", "react", "vite");
        assertThat(new String(artifacts.get("report.html"), StandardCharsets.UTF_8))
                .contains("<td>Commits</td><td class=\"number\">" + glance.get("Commits") + "</td>");
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

    private Repository aRepositoryWithALife() throws Exception {
        Repository repository = Repository.create(temp.resolve("it's a repository"));
        repository
                .write("README.md", "# Name\nTODO: describe\n")
                .write("LICENSE", "Permission is hereby granted, free of charge, to any person obtaining a copy\n")
                .write(".gitignore", "*.tmp\n")
                .write(
                        "src/Main.java",
                        "// SPDX-License-Identifier: MIT\nclass Main {\n  // FIXME TODONE\n  // TODO\n}\n")
                .commit("ada", "2026-01-02");
        repository
                .write(
                        "pom.xml",
                        "<project><dependencies><dependency><groupId>org.a</groupId>"
                                + "<artifactId>one</artifactId></dependency><!-- <dependency><groupId>org.x</groupId>"
                                + "<artifactId>no</artifactId></dependency> --><dependency>\n<groupId>org.b</groupId>\n"
                                + "<artifactId>two</artifactId><exclusions><exclusion><groupId>org.c</groupId>"
                                + "<artifactId>three</artifactId></exclusion></exclusions></dependency></dependencies></project>")
                .write(
                        "web/package.json",
                        "{\"dependencies\":{\"react\":\"19\",\"left-pad\":\"1\"},\"devDependencies\":{\"vite\":\"7\"}}")
                .write("web/node_modules/x.js", "x\n")
                .write("web/ä b.txt", "<<<<<<< ours\n")
                .write(
                        "src/Main.java",
                        "// SPDX-License-Identifier: MIT\nclass Main {\n  // FIXME TODONE\n  // TODO\n  int x;\n}\n")
                .commit("ada", "2026-01-02");
        repository.git("checkout", "--quiet", "-b", "side");
        repository.write("src/test/MainTest.java", "class MainTest {}").commit("Bob", "2026-02-03");
        repository.git("checkout", "--quiet", "main");
        repository.write("big.bin", new byte[1_100_000]).commit("ada", "2026-03-04");
        repository.merge("side", "ada", "2026-03-05");
        repository.git("tag", "v1");
        repository.write("gone.txt", "gone\n").commit("Bob", "2026-03-06");
        Files.delete(repository.directory().resolve("gone.txt"));
        repository.commit("ada", "2026-03-07");
        // What is not committed does not count.
        repository.write("src/Later.java", "// TODO\n");
        return repository;
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

    /** The first column and the second. */
    private Map<String, String> table(String title) {
        Map<String, String> rows = new LinkedHashMap<>();
        report().lines()
                .dropWhile(line -> !line.equals("## " + title))
                .skip(4)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> line.substring(2, line.length() - 2).replaceAll("\\\\(.)", "$1"))
                .map(line -> line.split(" \\| "))
                .forEach(cells -> rows.put(cells[0], cells[1]));
        return rows;
    }

    private List<String> names(String step, String field) {
        JsonObject output = JsonParser.parseString(outputs.get(step)).getAsJsonObject();
        JsonArray names = output.getAsJsonArray(field);
        return names.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static String count(Collection<?> things) {
        return Integer.toString(things.size());
    }

    private static List<String> days(Repository repository) throws Exception {
        return repository.gitLines("log", "--date=format:%Y-%m-%d", "--format=%ad");
    }

    private static Map<String, String> authors(Repository repository) throws Exception {
        return counted(repository.gitLines("log", "--format=%an"));
    }

    private static Map<String, String> counted(List<String> things) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> thing,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.counting(), number -> Long.toString(number))));
    }

    private static Map<String, String> sizes(Repository repository, List<String> files) throws Exception {
        Map<String, String> sizes = new HashMap<>();
        for (String file : files) {
            sizes.put(file, repository.git("cat-file", "-s", "HEAD:" + file).strip());
        }
        return sizes;
    }

    private static long bytes(Repository repository, List<String> files) throws Exception {
        return sizes(repository, files).values().stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Lines of text files; what git takes for binary has none. A last line needs no line break. */
    private static long lines(Repository repository, List<String> files) throws Exception {
        long lines = 0;
        for (String file : files) {
            String text = repository.git("cat-file", "blob", "HEAD:" + file);
            lines += text.indexOf('\0') >= 0 ? 0 : text.lines().count();
        }
        return lines;
    }
}
