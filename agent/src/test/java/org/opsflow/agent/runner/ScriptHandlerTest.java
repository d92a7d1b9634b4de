package org.opsflow.agent.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.agent.FailureKind;
import org.opsflow.agent.Outcome;

@Timeout(180)
class ScriptHandlerTest {
    private static final String KEY = "owf_ada_0123456789abcdef0123456789abcdef";

    @TempDir
    Path runs;

    private ScriptHandler handler() {
        Map<String, String> own = new HashMap<>(System.getenv());
        own.put("OPSFLOW_KEY", KEY);
        own.put("LC_NOTE", "a copy of the key: " + KEY);
        own.put("SECRET", "of the operator");
        return new ScriptHandler(runs, ChildEnvironment.of(own, List.of(), KEY));
    }

    private Outcome run(RecordingWork work) {
        try {
            return handler().run(work);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Outcome.Completed completed(RecordingWork work) {
        return (Outcome.Completed) run(work);
    }

    private Outcome.Failed failed(RecordingWork work) {
        return (Outcome.Failed) run(work);
    }

    @Test
    void reportsExitCodeAndEndOfOutputWhenTheCommandWritesNoResult() {
        RecordingWork work = RecordingWork.of("echo hello; echo oops >&2");
        assertThat(completed(work).outputJson()).isEqualTo("{\"exit_code\":0,\"stdout\":\"hello\\noops\\n\"}");
        assertThat(completed(work).exitCode()).isEqualTo(OptionalInt.of(0));
        assertThat(work.log()).startsWith("hello\noops\n");
    }

    @Test
    void takesTheJsonThatTheCommandWritesAsResult() {
        assertThat(completed(RecordingWork.of("printf '{\"n\": 1}\\n' > \"$OPSFLOW_OUTPUT\""))
                        .outputJson())
                .isEqualTo("{\"n\": 1}");
    }

    @Test
    void saysInTheLogWhenTheResultIsNotJson() {
        RecordingWork work = RecordingWork.of("echo hello; echo '{n: 1}' > \"$OPSFLOW_OUTPUT\"");
        assertThat(completed(work).outputJson()).isEqualTo("{\"exit_code\":0,\"stdout\":\"hello\\n\"}");
        assertThat(work.log()).contains("opsflow-agent: what was written to OPSFLOW_OUTPUT is not JSON");
    }

    @Test
    void refusesAResultThatIsTooLargeWithoutReadingIt() {
        Outcome.Failed failed = failed(
                RecordingWork.of("echo '\"0123456789\"' > \"$OPSFLOW_OUTPUT\"").withMaxOutput(10));
        assertThat(failed.reason()).isEqualTo("too_large");
        assertThat(failed.message()).contains("13 bytes");
    }

    @Test
    void givesTheCommandItsContext() {
        RecordingWork work = RecordingWork.of(
                        "echo $OPSFLOW_RUN_ID $OPSFLOW_STEP $OPSFLOW_ATTEMPT $OPSFLOW_ATTEMPT_ID $OPSFLOW_FENCE;"
                                + " cat $OPSFLOW_ARGS; cat $OPSFLOW_INPUTS/first.json; pwd")
                .withArgs("{\"a\":1}");
        work.inputs.put("first", "{\"b\":2}");
        run(work);
        assertThat(work.log())
                .isEqualTo("run_1 build 1 att_build 7\n{\"a\":1}{\"b\":2}" + runs.resolve("run_1") + "\n");
    }

    /** The kernel tells that the command and what it started are stopped. */
    @Test
    void haltsTheCommandWithAllItStartedAndLetsItGoOn() throws Exception {
        RecordingWork work = RecordingWork.of(
                "echo $$ > pids; sh -c 'echo $$ >> pids; until [ -e go ]; do sleep 0.05; done; exit 0'; echo done");
        CompletableFuture<Outcome> ended = CompletableFuture.supplyAsync(() -> run(work));
        Path directory = runs.resolve("run_1");
        await().until(() -> linesOf(directory.resolve("pids")).size() == 2);

        work.hook().pause();

        for (String pid : linesOf(directory.resolve("pids"))) {
            await().until(() -> stateOf(pid).equals("T"));
        }
        Files.createFile(directory.resolve("go"));
        assertThat(ended).isNotDone();
        work.hook().resume();
        assertThat(ended.orTimeout(120, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Completed.class);
        assertThat(work.log()).isEqualTo("done\n");
    }

    @Test
    void endsACommandInGoodOrderThatIsHalted() throws Exception {
        RecordingWork work =
                RecordingWork.of("trap 'echo tidied; exit 1' TERM; echo $$ > pids; while :; do sleep 0.05; done");
        CompletableFuture<Outcome> ended = CompletableFuture.supplyAsync(() -> run(work));
        Path pids = runs.resolve("run_1").resolve("pids");
        await().until(() -> linesOf(pids).size() == 1);
        work.hook().pause();
        String pid = linesOf(pids).get(0);
        await().until(() -> stateOf(pid).equals("T"));

        work.stop(Duration.ofSeconds(60));

        ended.orTimeout(120, TimeUnit.SECONDS).join();
        assertThat(work.log()).endsWith("tidied\n");
    }

    private static List<String> linesOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** By the letter that Linux gives it. */
    private static String stateOf(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }

    @Test
    void appendsWhatPeopleSayWhereTheCommandLooksForIt() {
        RecordingWork work = RecordingWork.of(
                "until grep -q again \"$OPSFLOW_STEER\" 2>/dev/null; do sleep 0.05; done; cat \"$OPSFLOW_STEER\"");
        CompletableFuture<Outcome> ended = CompletableFuture.supplyAsync(() -> run(work));
        work.steer("Leave the tests alone.\n");
        work.steer("Once again: leave them.");
        assertThat(ended.orTimeout(120, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Completed.class);
        assertThat(work.log()).isEqualTo("Leave the tests alone.\n\nOnce again: leave them.\n\n");
    }

    @Test
    void keepsTheKeyAndTheOperatorsSecretsFromTheCommand() {
        RecordingWork work = RecordingWork.of("env; sh -c env; cat /proc/self/environ | tr '\\0' '\\n'");
        run(work);
        assertThat(work.log()).contains("PATH=").doesNotContain(KEY, "OPSFLOW_KEY", "SECRET");
    }

    @Test
    void reportsAnExitCodeAsTerminalFailureWithTheLastLines() {
        Outcome.Failed failed = failed(RecordingWork.of("for i in $(seq 100); do echo line $i; done; exit 3"));
        assertThat(failed.kind()).isEqualTo(FailureKind.RETRYABLE);
        assertThat(failed.reason()).isEqualTo("exit_code");
        assertThat(failed.exitCode()).isEqualTo(OptionalInt.of(3));
        assertThat(failed.message()).startsWith("exit code 3\nline 81\n").endsWith("line 100");
    }

    @Test
    void movesTheBarByProgressLinesThatTheLogDoesNotShow() {
        RecordingWork work = RecordingWork.of(
                "echo one; echo '::progress 40 some text'; echo '::progressive'; printf '::progress 50'; echo; printf last");
        run(work);
        assertThat(work.log()).isEqualTo("one\n::progressive\nlast");
        assertThat(work.progress).containsExactly("one", "40% some text", "::progressive", "50% ", "last");
    }

    @Test
    void worksInTheDirectoryOfTheRunThatItsStepsShare() {
        run(RecordingWork.of("mkdir sub; echo kept > sub/file"));
        RecordingWork second = RecordingWork.of("cat file").in("sub");
        run(second);
        assertThat(second.log()).isEqualTo("kept\n");
        assertThat(runs.resolve("run_1/.opsflow/att_build")).doesNotExist();
    }

    @Test
    void refusesADirectoryThatLeadsOutOfTheRun() throws Exception {
        assertThat(failed(RecordingWork.of("true").in("../elsewhere")).reason()).isEqualTo("cwd");
        Files.createSymbolicLink(runs.resolve("run_1/link"), runs.getParent());
        assertThat(failed(RecordingWork.of("true").in("link")).reason()).isEqualTo("cwd");
        assertThat(runs.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void takesAnAbsoluteDirectoryAsTheAuthorsChoice(@TempDir Path elsewhere) {
        RecordingWork work = RecordingWork.of("pwd").in(elsewhere.toString());
        run(work);
        assertThat(work.log()).isEqualTo(elsewhere + "\n");
        assertThat(failed(RecordingWork.of("true").in("/does/not/exist")).message())
                .contains("/does/not/exist is not a directory");
    }

    @Test
    void uploadsWhatMatchesAndSaysWhatDoesNot() {
        RecordingWork work =
                RecordingWork.of("mkdir out other; echo r > report.md; echo 1 > out/a.txt; echo 2 > other/a.txt;"
                        + " ln -s /etc/passwd out/leak.txt");
        work.artifacts.addAll(List.of("report.md", "{out,other}/*.txt", "*.none", "../**"));
        run(work);
        assertThat(work.uploads).containsOnlyKeys("report.md", "other-a.txt", "out-a.txt");
        assertThat(work.log()).contains("no file matches the artifact pattern *.none");
    }

    @Test
    void waitsForACommandThatClosesItsOutput() {
        assertThat(completed(RecordingWork.of("exec >/dev/null 2>&1; sh -c 'echo 5 > \"$OPSFLOW_OUTPUT\"'"))
                        .outputJson())
                .isEqualTo("5");
    }

    @Test
    void killsTheWholeProcessTreeWhenStopped() throws Exception {
        RecordingWork work = RecordingWork.of(
                "(sh -c 'echo $$ > inner; exec sleep 1000') & setsid sleep 1001 & echo $! > outer; wait");
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> run(work));
        ProcessHandle inner = awaitProcess("inner");
        ProcessHandle outer = awaitProcess("outer");
        work.stop();
        assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class);
        await().until(() -> !inner.isAlive() && !outer.isAlive());
    }

    @Test
    void letsACommandEndInGoodOrder() throws Exception {
        RecordingWork work =
                RecordingWork.of("trap 'echo cleaned > cleaned; exit 3' TERM; echo $$ > shell; sleep 1000 & wait");
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> run(work));
        awaitProcess("shell");
        work.stop(Duration.ofSeconds(50));
        assertThat(((Outcome.Failed) outcome.join()).exitCode()).isEqualTo(OptionalInt.of(3));
        assertThat(runs.resolve("run_1/cleaned")).exists();
    }

    @Test
    void waitsForWhatACommandStartedAlsoWhenTheCommandItselfEndsAtOnce() throws Exception {
        RecordingWork work = RecordingWork.of("sh -c 'trap \"sleep 0.3; echo late > late; exit\" TERM; echo $$ > inner;"
                + " while :; do sleep 0.05; done' > /dev/null 2>&1 & sleep 1000");
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> run(work));
        awaitProcess("inner");
        work.stop(Duration.ofSeconds(50));
        assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class);
        assertThat(runs.resolve("run_1/late")).exists();
    }

    @Test
    void killsWhatDoesNotEndWithinTheGrace() throws Exception {
        String deaf = "trap '' TERM; echo $$ > %s; while :; do sleep 0.05; done";
        RecordingWork work =
                RecordingWork.of("sh -c \"" + deaf.formatted("inner").replace("$$", "\\$\\$") + "\" & setsid sh -c \""
                        + deaf.formatted("outer").replace("$$", "\\$\\$") + "\" & wait");
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> run(work));
        ProcessHandle inner = awaitProcess("inner");
        ProcessHandle outer = awaitProcess("outer");
        work.stop(Duration.ofMillis(300));
        assertThat(outcome.join()).isInstanceOf(Outcome.Failed.class);
        assertThat(inner.isAlive()).isFalse();
        assertThat(outer.isAlive()).isFalse();
    }

    @Test
    void whatACommandLeavesRunningDiesWithIt() throws Exception {
        RecordingWork work = RecordingWork.of("sleep 1000 & echo $! > left; echo done");
        assertThat(run(work)).isInstanceOf(Outcome.Completed.class);
        ProcessHandle.of(Long.parseLong(
                        Files.readString(runs.resolve("run_1/left")).strip()))
                .ifPresent(left -> await().until(() -> !left.isAlive()));
    }

    private ProcessHandle awaitProcess(String file) throws Exception {
        Path path = runs.resolve("run_1").resolve(file);
        await().until(() -> Files.exists(path) && !Files.readString(path).isBlank());
        return ProcessHandle.of(Long.parseLong(Files.readString(path).strip())).orElseThrow();
    }
}
