package org.opsflow.domain.message;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.workflow.AgentFace;

class MessageRoundsTest {
    private final MessageRounds rounds = new MessageRounds(null, "node-1", Duration.ofHours(1));

    /** The stream of an agent may break while its Hello is being answered. */
    @Test
    void letsGoOfWhoNeverJoined() {
        AgentFace ada = new AgentFace(new UUID(0, 1), "ada", "Ada", "A", "#112233", "one");
        Correspondent gone = new Correspondent(new UUID(0, 2), 1, new UUID(0, 3), ada, Set.of("script"), null);

        assertThatCode(() -> rounds.left(gone)).doesNotThrowAnyException();
    }
}
