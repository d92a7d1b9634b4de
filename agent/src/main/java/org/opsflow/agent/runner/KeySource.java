package org.opsflow.agent.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.opsflow.agent.AgentStartException;

/** Where the agent's key comes from: a file, or the environment. Arguments are for everyone to see in {@code ps}. */
final class KeySource {
    static final String VARIABLE = "OPSFLOW_KEY";

    private KeySource() {}

    static String read(Path file, Map<String, String> environment) {
        if (file == null) {
            String key = environment.getOrDefault(VARIABLE, "").strip();
            return require(key, "No key: set " + VARIABLE + ", or name a file that holds it with --key-file.");
        }
        try {
            return require(Files.readString(file).strip(), "The key file " + file + " is empty.");
        } catch (IOException e) {
            throw new AgentStartException("Cannot read the key file " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static String require(String key, String otherwise) {
        if (key.isEmpty()) {
            throw new AgentStartException(otherwise);
        }
        return key;
    }
}
