package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CheckpointTest {

    @Test
    void holdsNoMoreThanTheServerTakes() {
        assertThatThrownBy(() -> new Checkpoint.State(new byte[Checkpoint.MOST_BYTES + 1]))
                .hasMessageContaining("262144");
        assertThatThrownBy(() -> new Checkpoint.State(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Checkpoint.State(new byte[Checkpoint.MOST_BYTES]).bytes())
                .hasSize(Checkpoint.MOST_BYTES);
    }
}
