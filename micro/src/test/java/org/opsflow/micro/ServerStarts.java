package org.opsflow.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the servers that one build starts, over all modules, and refuses one too many: each start costs everybody who
 * tests some ten seconds. Suites share one instead.
 *
 * @param file with a line for each start: the build, the suite
 * @param build empty outside of a build, where nobody counts
 */
public record ServerStarts(Path file, String build, int most) {

    /** PayaraMicroIT has one more, which its container starts. */
    private static final int MOST = 19;

    /** The kills of the long tests are restarts. */
    private static final int MOST_OF_LONG_TESTS = MOST + 10;

    /** Call it before each start of a server that is meant to serve. */
    public static void count(Class<?> suite) throws IOException {
        var most = System.getProperty("opsflow.long") == null ? MOST : MOST_OF_LONG_TESTS;
        new ServerStarts(Path.of("../target/server-starts"), System.getProperty("opsflow.build", ""), most)
                .add(suite.getSimpleName());
    }

    void add(String suite) throws IOException {
        if (build.isEmpty()) {
            return;
        }
        var starts = new ArrayList<>(ofThisBuild());
        starts.add(build + " " + suite);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, starts);
        if (starts.size() > most) {
            throw new IllegalStateException("The tests start more than " + most + " servers: " + bySuite(starts)
                    + ". Let suites share one (SharedServer).");
        }
    }

    private List<String> ofThisBuild() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(build + " "))
                        .toList()
                : List.of();
    }

    private TreeMap<String, Long> bySuite(List<String> starts) {
        return starts.stream()
                .map(line -> line.substring(build.length() + 1))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
