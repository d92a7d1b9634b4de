package org.opsflow.agent.runner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * What a step wants kept: plain files within its directory; links are not followed.
 *
 * @param byName the files by the names they get: their own, or with their directories where several have the same
 * @param unmatched the globs that no file matches
 */
record ArtifactFiles(Map<String, Path> byName, List<String> unmatched) {
    private static final String OWN = ".opsflow";

    static ArtifactFiles matching(Path directory, List<String> globs) throws IOException, Rejection {
        if (globs.isEmpty()) {
            return new ArtifactFiles(Map.of(), List.of());
        }
        Map<String, PathMatcher> matchers = new LinkedHashMap<>();
        for (String glob : globs) {
            matchers.put(glob, matcher(directory, glob));
        }
        Set<Path> found = new TreeSet<>();
        Set<String> matched = new HashSet<>();
        for (Path file : plainFiles(directory)) {
            matchers.forEach((glob, matcher) -> {
                if (matcher.matches(file)) {
                    found.add(file);
                    matched.add(glob);
                }
            });
        }
        return new ArtifactFiles(
                named(directory, found),
                globs.stream().filter(glob -> !matched.contains(glob)).toList());
    }

    private static PathMatcher matcher(Path directory, String glob) throws Rejection {
        try {
            return directory.getFileSystem().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new Rejection("artifacts", "artifacts: \"" + glob + "\" is not a glob: " + e.getDescription());
        }
    }

    private static Map<String, Path> named(Path directory, Set<Path> files) {
        Map<String, Integer> uses = new TreeMap<>();
        files.forEach(file -> uses.merge(file.getFileName().toString(), 1, Integer::sum));
        Map<String, Path> named = new TreeMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            named.put(uses.get(name) == 1 ? name : file.toString().replace('/', '-'), directory.resolve(file));
        }
        return named;
    }

    /** Relative to the directory. */
    private static Set<Path> plainFiles(Path directory) throws IOException {
        Set<Path> files = new TreeSet<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return visited.endsWith(OWN) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(directory.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
