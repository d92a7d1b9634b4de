package org.opsflow.agent.runner;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opsflow.agent.AgentStartException;

/**
 * What a command sees of the agent's own environment: a short list of harmless names and those the operator passes on.
 * The agent's key is never among them, under whatever name.
 */
record ChildEnvironment(Map<String, String> variables) {
    private static final Set<String> HARMLESS =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR", "JAVA_HOME");

    static ChildEnvironment of(Map<String, String> own, List<String> passOn, String key) {
        if (passOn.contains(KeySource.VARIABLE)) {
            throw new AgentStartException("--pass-env " + KeySource.VARIABLE
                    + ": the agent's key is not for the commands it runs. Give them a key of their own.");
        }
        Map<String, String> variables = new TreeMap<>();
        own.forEach((name, value) -> {
            boolean wanted = HARMLESS.contains(name) || name.startsWith("LC_") || passOn.contains(name);
            if (wanted && !value.contains(key)) {
                variables.put(name, value);
            }
        });
        return new ChildEnvironment(variables);
    }
}
