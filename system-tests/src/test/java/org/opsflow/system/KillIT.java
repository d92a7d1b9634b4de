package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGKILL of the server, of the server and its database, and of agents with their children; agents that freeze. */
class KillIT {

    /** Of each kind: each death of the server takes another start. */
    private static final int ROUNDS = Boolean.getBoolean("opsflow.long") ? 3 : 1;

    /** Stays when the tests are over: what each process said tells more than a failed assertion. */
    private static final Path DIRECTORY = Path.of("target/kill");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Path directory;
    private static int gates;
    private static KillFloor floor;
    private static People signedIn;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        directory = Trees.empty(DIRECTORY);
        floor = KillFloor.open(directory);
        signedIn = People.signIn(
                floor.server().url(),
                floor.server().firstSignIn("email"),
                floor.server().firstSignIn("password"));
    }

    @AfterAll
    static void close() throws IOException {
        if (floor != null) {
            floor.close();
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void survivesTheDeathOfTheServer(int number) throws Exception {
        play(Kill.SERVER, number);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void survivesTheDeathOfServerAndDatabase(int number) throws Exception {
        play(Kill.SERVER_AND_DATABASE, number);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void survivesTheDeathOfAgentsWithTheirChildren(int number) throws Exception {
        play(Kill.AGENTS, number);
    }

    /** The lease of a machine that stands still for two seconds may run out: some attempt has to be held for longer. */
    @Test
    void keepsTheStepOfAnAgentThatIsBusyWithItForManyLeases() throws Exception {
        var capabilities = List.of("script", "busy");
        try (var busy = floor.runner("runner", directory.resolve("busy"), capabilities)) {
            var run = gated("busy");
            run.awaitTry(1);
            try (var idle = floor.runner("heir", directory.resolve("idle"), capabilities)) {
                idle.awaitConnected();
                run.awaitHeldFor(KillFloor.LEASE.multipliedBy(4));
                run.letGo();
                run.awaitCompleted();
                assertThat(busy.isAlive() && idle.isAlive()).isTrue();
            }
        }
    }

    @Test
    void takesNothingFromAnAgentThatWasStoppedAndWakesAfterTheTakeover() throws Exception {
        var capabilities = List.of("script", "freeze");
        try (var frozen = floor.runner("runner", directory.resolve("frozen"), capabilities)) {
            var run = gated("freeze");
            run.awaitTry(1);
            frozen.freeze();
            try (var heir = floor.runner("heir", directory.resolve("freeze-heir"), capabilities)) {
                run.awaitTry(2);
                // The command of the frozen one ends well, and that is the first thing it learns when it wakes.
                run.letGo(1);
                frozen.thaw();
                await("it is told").atMost(PATIENCE).until(() -> frozen.output().contains("lost "));
                assertThat(states(run)).startsWith("lost").doesNotContain("completed");
                run.letGo();
                run.awaitCompleted();
                assertThat(heir.isAlive()).isTrue();
            }
            assertThat(states(run)).startsWith("lost").endsWith("completed");
            assertThat(run.tries()).extracting(Witness.Line::fence).isSorted().doesNotHaveDuplicates();
            var next = gated("freeze");
            next.awaitTry(1);
            next.letGo();
            next.awaitCompleted();
        }
    }

    private static List<String> states(GatedRun run) {
        return run.attempts().stream()
                .map(attempt -> attempt.get("state").getAsString())
                .toList();
    }

    private static GatedRun gated(String capability) throws IOException {
        var server = floor.server();
        return new GatedRun(
                server.people(), server::connect, capability, directory.resolve("gates-" + capability + gates++));
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, ROUNDS);
    }

    private static void play(Kill kill, int number) throws Exception {
        var name = kill.name().toLowerCase(Locale.ROOT) + "-" + number;
        var backlog = new Backlog(floor.server(), name, directory.resolve(name + "-backlog"));
        try (var round = new KillRound(floor, kill, name, directory)) {
            round.hold();
            backlog.grow();
            round.strike();
            backlog.grow();
            round.finishes();
            System.out.println(round.summary());
        }
        backlog.drains(floor.key("finisher"));
        JsonObject me = signedIn.get("/api/auth/me").getAsJsonObject();
        assertThat(me.getAsJsonObject("person").get("email").getAsString())
                .as("still signed in")
                .isEqualTo(floor.server().firstSignIn("email"));
    }
}
