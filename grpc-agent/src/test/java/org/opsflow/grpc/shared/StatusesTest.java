package org.opsflow.grpc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Problem;

class StatusesTest {
    /** Names of arguments are the caller's: the error that names one must still get through to him. */
    @Test
    void saysNoMoreThanTheHeadOfAnAnswerHolds() {
        String name = "漢".repeat(10_000);

        String said = Statuses.of(Problem.invalid("args." + name, "is not expected"))
                .getStatus()
                .getDescription();

        assertThat(said).startsWith("args.漢").hasSizeLessThan(600);
    }
}
