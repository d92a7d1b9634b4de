package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private final UUID kenji = UUID.randomUUID();
    private long now = Long.MAX_VALUE - 1_000; // a process clock may begin anywhere, and overflow
    private final Allowances allowances = new Allowances(() -> now);

    private int sent(UUID agent, int tries) {
        int sent = 0;
        for (int i = 0; i < tries; i++) {
            sent += allowances.spend(agent).isZero() ? 1 : 0;
        }
        return sent;
    }

    @Test
    void letAgentsSendSoManyAtOnce() {
        assertThat(sent(kenji, 1_000)).isEqualTo(Allowances.AT_ONCE);
    }

    @Test
    void sayHowLongToWait() {
        sent(kenji, Allowances.AT_ONCE);

        Duration wait = allowances.spend(kenji);

        assertThat(wait).isEqualTo(Duration.ofMillis(100));
        now += wait.toNanos();
        assertThat(sent(kenji, 10)).isEqualTo(1);
    }

    @Test
    void growBackToTheWhole() {
        sent(kenji, Allowances.AT_ONCE);
        now += Duration.ofDays(1).toNanos();

        assertThat(sent(kenji, 1_000)).isEqualTo(Allowances.AT_ONCE);
    }

    @Test
    void areEachAgentsOwn() {
        sent(kenji, 1_000);

        assertThat(sent(UUID.randomUUID(), 1_000)).isEqualTo(Allowances.AT_ONCE);
    }
}
