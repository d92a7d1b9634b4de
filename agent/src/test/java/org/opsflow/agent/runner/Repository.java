package org.opsflow.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Git repository made for a test. */
public record Repository(Path directory) {
    public static Repository create(Path directory) throws Exception {
        Repository repository = new Repository(Files.createDirectories(directory));
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    Repository write(String path, String text) throws IOException {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Repository write(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    void commit(String author, String day) throws Exception {
        git("add", "-A");
        git(environment(author, day), "commit", "--quiet", "--allow-empty", "-m", "Work of " + day);
    }

    void merge(String branch, String author, String day) throws Exception {
        git(environment(author, day), "merge", "--quiet", "--no-ff", "-m", "Merge " + branch, branch);
    }

    String git(String... arguments) throws Exception {
        return git(Map.of(), arguments);
    }

    List<String> gitLines(String... arguments) throws Exception {
        return git(arguments).lines().filter(line -> !line.isEmpty()).toList();
    }

    private String git(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.quotePath=false", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s", List.of(arguments)).isZero();
        return output;
    }

    private static Map<String, String> environment(String author, String day) {
        String at = day + "T12:00:00 +0000";
        return Map.of(
                "GIT_AUTHOR_NAME", author,
                "GIT_AUTHOR_EMAIL", author + "@example.org",
                "GIT_AUTHOR_DATE", at,
                "GIT_COMMITTER_NAME", author,
                "GIT_COMMITTER_EMAIL", author + "@example.org",
                "GIT_COMMITTER_DATE", at);
    }
}
