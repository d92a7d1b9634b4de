package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/** SIGKILL, three times each, of the server, of the server and its database, and of agents with their children. */
@Tag("long")
class KillIT {

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

    @RepeatedTest(3)
    void survivesTheDeathOfTheServer(RepetitionInfo repetition) throws Exception {
        play(Kill.SERVER, repetition);
    }

    @RepeatedTest(3)
    void survivesTheDeathOfServerAndDatabase(RepetitionInfo repetition) throws Exception {
        play(Kill.SERVER_AND_DATABASE, repetition);
    }

    @RepeatedTest(3)
    void survivesTheDeathOfAgentsWithTheirChildren(RepetitionInfo repetition) throws Exception {
        play(Kill.AGENTS, repetition);
    }

    private static void play(Kill kill, RepetitionInfo repetition) throws Exception {
        var name = kill.name().toLowerCase(Locale.ROOT) + "-" + repetition.getCurrentRepetition();
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
