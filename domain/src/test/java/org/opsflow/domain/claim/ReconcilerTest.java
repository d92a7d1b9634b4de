package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    @Test
    void tellsALeaseAsPeopleWriteIt() {
        assertThat(Reconciler.words(Duration.ofSeconds(30))).isEqualTo("30 s");
        assertThat(Reconciler.words(Duration.ofMillis(1_500))).isEqualTo("1500 ms");
    }
}
