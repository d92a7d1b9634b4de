package org.opsflow.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claimed step: what is to be done. Texts are empty where they do not apply. */
public interface Assignment {
    /** The attempt's id, and the fence under which everything about it is reported. */
    Lease lease();

    /** The run it is a step of. */
    String runId();

    /** The run's name for people. */
    String runName();

    /** The step's id in the definition. */
    String stepKey();

    /** The step's name for people. */
    String stepName();

    /** The phase of the run that the step is in. */
    String phase();

    /** What kind of work it is, and so which of the texts below say what to do. */
    StepType type();

    /** 1 for the first try of this step. */
    int attemptNumber();

    /** Script: the command for {@code sh -c}, templates filled in. */
    String command();

    /** Script: the directory it wants to run in; empty for the run's own. */
    String cwd();

    /** Agent: which one ("claude", "codex", "gemini"). */
    String agentKind();

    /** Agent: what to tell it. */
    String prompt();

    /** Agent: default, plan, acceptEdits or bypassPermissions. */
    String permission();

    /** Function: the registered name. */
    String function();

    /** Start to finish; zero for no limit. The SDK keeps it: it stops the work and reports {@code timeout}. */
    Duration timeout();

    /** The run's arguments, a JSON object. */
    String argsJson();

    /** Outputs (JSON text) of the steps this one needs, by their key. */
    Map<String, String> inputs();

    /** How far an earlier attempt of this step came, as it last said; empty when none did. */
    Optional<Checkpoint> lastCheckpoint();

    /** Globs, relative to the directory of the work, of files to upload when the step completes. */
    List<String> artifacts();
}
