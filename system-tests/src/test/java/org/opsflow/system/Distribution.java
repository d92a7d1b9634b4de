package org.opsflow.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build packed for people to run. */
final class Distribution {

    private Distribution() {}

    /** The directory with {@code opsflow.jar}. */
    static Path server() {
        return packed("../micro/target/opsflow", "opsflow.jar");
    }

    static Path agent() {
        return packed("../agent/target/agent", "opsflow-agent.jar").resolve("opsflow-agent.jar");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private static Path packed(String directory, String file) {
        var path = Path.of(directory).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path.resolve(file))) {
            throw new IllegalStateException("There is no " + path.resolve(file)
                    + ": build it first, `mvn package -pl micro,agent -am -DskipTests`.");
        }
        return path;
    }
}
