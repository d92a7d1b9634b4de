package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGKILL of the server, of the server and its database, and of agents with their children. */
class KillIT {

    /** Of each kind: each death of the server takes another start. */
    private static final int ROUNDS = Boolean.getBoolean("opsflow.long") ? 3 : 1;

    /** Stays when the tests are over: what each process said tells more than a failed assertion. */
    private static final Path DIRECTORY = Path.of("target/kill");

    private static Path directory;
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

    static IntStream rounds() {
        return IntStream.rangeClosed(1, ROUNDS);
    }

    private static void play(Kill kill, int number) throws Exception {
        var name = kill.name().toLowerCase(Locale.ROOT) + "-" + number;
        try (var round = new KillRound(floor, kill, name, directory)) {
            round.hold();
            round.strike();
            round.finishes();
            System.out.println(round.summary());
        }
        JsonObject me = signedIn.get("/api/auth/me").getAsJsonObject();
        assertThat(me.getAsJsonObject("person").get("email").getAsString())
                .as("still signed in")
                .isEqualTo(floor.server().firstSignIn("email"));
    }
}
