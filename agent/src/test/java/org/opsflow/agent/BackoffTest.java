package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesFromAFifthOfASecondToTenSeconds() {
        Backoff backoff = new Backoff(() -> 0);
        assertThat(Stream.generate(backoff::next).limit(8).map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
    }

    @Test
    void shortensEachPauseByUpToHalf() {
        assertThat(new Backoff(() -> 1).next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void beginsAnewAfterReset() {
        Backoff backoff = new Backoff(() -> 0);
        backoff.next();
        backoff.next();
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void pausesForTheFirstTimeAgainWithoutMakingTheNextLonger() {
        Backoff backoff = new Backoff(() -> 0);
        backoff.next();
        assertThat(backoff.first()).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(400));
    }
}
