package org.opsflow.agent.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.opsflow.agent.Assignment;
import org.opsflow.agent.Checkpoint;
import org.opsflow.agent.Comment;
import org.opsflow.agent.Lease;
import org.opsflow.agent.ModelUsage;
import org.opsflow.agent.PauseHook;
import org.opsflow.agent.Steer;
import org.opsflow.agent.StepType;
import org.opsflow.agent.Work;

/** A script step for tests, and what its handler did with it. */
final class RecordingWork implements Work, Assignment {
    final List<String> progress = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> uploads = new HashMap<>();
    final Map<String, String> inputs = new HashMap<>();
    final List<String> artifacts = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<Runnable> hooks = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Consumer<Steer>> listener = new CompletableFuture<>();
    private final CompletableFuture<PauseHook> pausing = new CompletableFuture<>();
    private final String stepKey;
    private final String command;
    private String cwd = "";
    private String args = "{}";
    private int maxOutput = 64 << 10;
    private Duration grace = Duration.ZERO;

    RecordingWork(String stepKey, String command) {
        this.stepKey = stepKey;
        this.command = command;
    }

    static RecordingWork of(String command) {
        return new RecordingWork("build", command);
    }

    RecordingWork in(String directory) {
        cwd = directory;
        return this;
    }

    RecordingWork withArgs(String json) {
        args = json;
        return this;
    }

    RecordingWork withMaxOutput(int bytes) {
        maxOutput = bytes;
        return this;
    }

    synchronized String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    void stop() {
        hooks.forEach(Runnable::run);
    }

    /** Hooks run on a thread of their own, as they do in the agent. */
    void stop(Duration inGoodOrderWithin) {
        grace = inGoodOrderWithin;
        CompletableFuture.runAsync(this::stop);
    }

    /** Waits until the work listens. */
    void steer(String text) {
        listener.orTimeout(60, TimeUnit.SECONDS).join().accept(new Steer(text, "Grace"));
    }

    @Override
    public void onSteer(Consumer<Steer> next) {
        listener.complete(next);
    }

    /** By what the command is halted, once it has been started. */
    PauseHook hook() {
        return pausing.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void onPause(PauseHook hook) {
        pausing.complete(hook);
    }

    @Override
    public Assignment assignment() {
        return this;
    }

    @Override
    public int maxOutputBytes() {
        return maxOutput;
    }

    @Override
    public synchronized void log(byte[] bytes, int offset, int length) {
        log.write(bytes, offset, length);
    }

    @Override
    public void progress(String line) {
        progress.add(line);
    }

    @Override
    public void progress(int percent, String line) {
        progress.add(percent + "% " + line);
    }

    @Override
    public void checkpoint(Checkpoint reached) {
        throw new AssertionError("a script reaches no checkpoint");
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        return Optional.empty();
    }

    @Override
    public void comment(Comment remark) {
        throw new AssertionError("a script says nothing");
    }

    @Override
    public void usage(ModelUsage used) {
        throw new AssertionError("a script uses no model");
    }

    @Override
    public String upload(Path file, String name) throws IOException {
        uploads.put(name, Files.readAllBytes(file));
        return "art_" + name;
    }

    @Override
    public void onStop(Runnable hook) {
        hooks.add(hook);
    }

    @Override
    public Duration stopGrace() {
        return grace;
    }

    @Override
    public boolean isStopped() {
        return false;
    }

    @Override
    public Lease lease() {
        return new Lease("att_" + stepKey, 7);
    }

    @Override
    public String runId() {
        return "run_1";
    }

    @Override
    public String runName() {
        return "Run";
    }

    @Override
    public String stepKey() {
        return stepKey;
    }

    @Override
    public String stepName() {
        return stepKey;
    }

    @Override
    public String phase() {
        return "";
    }

    @Override
    public StepType type() {
        return StepType.SCRIPT;
    }

    @Override
    public int attemptNumber() {
        return 1;
    }

    @Override
    public String command() {
        return command;
    }

    @Override
    public String cwd() {
        return cwd;
    }

    @Override
    public String agentKind() {
        return "";
    }

    @Override
    public String prompt() {
        return "";
    }

    @Override
    public String permission() {
        return "";
    }

    @Override
    public String function() {
        return "";
    }

    @Override
    public Duration timeout() {
        return Duration.ZERO;
    }

    @Override
    public String argsJson() {
        return args;
    }

    @Override
    public Map<String, String> inputs() {
        return inputs;
    }

    @Override
    public List<String> artifacts() {
        return artifacts;
    }
}
