package org.opsflow.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A repository with some of everything, and what a report on its health has to say: each number is asked of git again. */
public record LivedInRepository(Repository repository) {

    public static LivedInRepository create(Path directory) throws Exception {
        Repository repository = Repository.create(directory);
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
        return new LivedInRepository(repository);
    }

    public Path directory() {
        return repository.directory();
    }

    /** @param report the text of report.md */
    public void recompute(String report) throws Exception {
        List<String> files = repository.gitLines("ls-tree", "-r", "--name-only", "HEAD");
        assertThat(report)
                .contains("commit " + repository.git("rev-parse", "HEAD").strip() + " (main), ");
        glance(report, files);
        languages(report, files);
        history(report, files);
        hygiene(report);
        assertThat(rows(report, "Dependencies"))
                .containsExactly(
                        List.of("Maven", "org.a:one"),
                        List.of("Maven", "org.b:two"),
                        List.of("npm", "left-pad"),
                        List.of("npm", "react"),
                        List.of("npm", "vite"));
    }

    private void glance(String report, List<String> files) throws Exception {
        assertThat(table(report, "At a glance"))
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
    }

    /** Of each language: files, lines, bytes. */
    private void languages(String report, List<String> files) throws Exception {
        Map<String, String> endings = Map.of(
                "Java",
                ".java",
                "XML",
                ".xml",
                "JSON",
                ".json",
                "Markdown",
                ".md",
                "Text",
                ".txt",
                "JavaScript",
                ".js");
        List<List<String>> rows = rows(report, "Size by language");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsOnlyOnceElementsOf(endings.keySet())
                .contains("Other")
                .hasSize(7);
        for (List<String> row : rows) {
            List<String> own = files.stream()
                    .filter(file -> row.get(0).equals("Other")
                            ? endings.values().stream().noneMatch(file::endsWith)
                            : file.endsWith(endings.get(row.get(0))))
                    .toList();
            assertThat(row.subList(1, 4))
                    .as(row.get(0))
                    .containsExactly(
                            count(own), Long.toString(lines(repository, own)), Long.toString(bytes(repository, own)));
        }
    }

    private void history(String report, List<String> files) throws Exception {
        assertThat(table(report, "Contributors")).isEqualTo(authors(repository));
        assertThat(table(report, "Commits by month"))
                .isEqualTo(counted(days(repository).stream()
                        .map(day -> day.substring(0, 7))
                        .toList()));
        assertThat(table(report, "Files changed most"))
                .isEqualTo(counted(
                        repository.gitLines("log", "--no-merges", "--no-renames", "--name-only", "--format=").stream()
                                .filter(files::contains)
                                .toList()));
        assertThat(table(report, "Largest files")).isEqualTo(sizes(repository, files));
        assertThat(table(report, "Open ends")).isEqualTo(Map.of("TODO", "2", "FIXME", "1", "XXX", "0", "HACK", "0"));
    }

    private static void hygiene(String report) {
        assertThat(table(report, "Hygiene"))
                .containsExactly(
                        Map.entry("README", "yes"),
                        Map.entry("Licence", "yes"),
                        Map.entry(".gitignore", "yes"),
                        Map.entry(".editorconfig", "no"),
                        Map.entry("Contributor guide", "no"),
                        Map.entry("Security policy", "no"),
                        Map.entry("Continuous integration", "no"),
                        Map.entry("Tests", "yes"),
                        Map.entry("Files of build output", "1"),
                        Map.entry("Archives", "0"),
                        Map.entry("Files with conflict marks", "1"));
        assertThat(report.lines().filter(line -> line.startsWith("- ")))
                .containsExactly(
                        "- 1 file holds conflict marks of an unresolved merge.",
                        "- No continuous integration is configured.",
                        "- 1 file of build output is committed.",
                        "- 1 file is larger than 1 MiB.",
                        "- One person wrote half of all commits.",
                        "- 3 lines are marked TODO, FIXME, XXX or HACK.");
    }

    /** The first column and the second. */
    static Map<String, String> table(String report, String title) {
        Map<String, String> table = new LinkedHashMap<>();
        rows(report, title).forEach(row -> table.put(row.get(0), row.get(1)));
        return table;
    }

    private static List<List<String>> rows(String report, String title) {
        return report.lines()
                .dropWhile(line -> !line.equals("## " + title))
                .skip(4)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> line.substring(2, line.length() - 2).replaceAll("\\\\(.)", "$1"))
                .map(line -> Arrays.asList(line.split(" \\| ")))
                .toList();
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
