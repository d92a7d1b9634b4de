package org.opsflow.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opsflow.proto.agent.v1.Granted;

/** An assignment as it came over the wire. */
record GrantedAssignment(Lease lease, Granted granted) implements Assignment {
    @Override
    public String runId() {
        return granted.getRunId();
    }

    @Override
    public String runName() {
        return granted.getRunName();
    }

    @Override
    public String stepKey() {
        return granted.getStepKey();
    }

    @Override
    public String stepName() {
        return granted.getStepName().isEmpty() ? granted.getStepKey() : granted.getStepName();
    }

    @Override
    public String phase() {
        return granted.getPhase();
    }

    @Override
    public StepType type() {
        return StepType.of(granted.getType());
    }

    @Override
    public int attemptNumber() {
        return granted.getAttemptNumber();
    }

    @Override
    public String command() {
        return granted.getCommand();
    }

    @Override
    public String cwd() {
        return granted.getCwd();
    }

    @Override
    public String agentKind() {
        return granted.getAgentKind();
    }

    @Override
    public String prompt() {
        return granted.getPrompt();
    }

    @Override
    public String permission() {
        return granted.getPermission();
    }

    @Override
    public String function() {
        return granted.getFunction();
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(granted.getTimeoutMs());
    }

    @Override
    public String argsJson() {
        return granted.getArgsJson().isEmpty() ? "{}" : granted.getArgsJson();
    }

    @Override
    public Map<String, String> inputs() {
        Map<String, String> inputs = new LinkedHashMap<>();
        granted.getInputsList()
                .forEach(input -> inputs.put(
                        input.getStepKey(), input.getOutputJson().isEmpty() ? "null" : input.getOutputJson()));
        return inputs;
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        var reached = granted.getCheckpoint();
        if (!reached.getArtifactId().isEmpty()) {
            return Optional.of(new Checkpoint.File(reached.getArtifactId()));
        }
        return reached.getState().isEmpty()
                ? Optional.empty()
                : Optional.of(new Checkpoint.State(reached.getState().toByteArray()));
    }

    @Override
    public List<String> artifacts() {
        return granted.getArtifactsList();
    }
}
