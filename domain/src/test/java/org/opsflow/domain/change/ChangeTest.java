package org.opsflow.domain.change;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void isOfAListedType() {
        assertThatThrownBy(() -> new Change(UUID.randomUUID(), "worker.renamed", "{}"))
                .hasMessageContaining("'worker.renamed' is not listed in ChangeTypes");
    }
}
