package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.domain.change.ChangeTypes;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Problem;

class TypeFilterTest {
    @Test
    void takesTypesAndBeginningsOfTypes() {
        TypeFilter some = TypeFilter.of("workflow.step.ready,worker.*");

        assertThat(some.includes("workflow.step.ready")).isTrue();
        assertThat(some.includes("worker.online")).isTrue();
        assertThat(some.includes("workflow.step.started")).isFalse();
        assertThat(TypeFilter.of("*").types()).isEqualTo(ChangeTypes.ALL);
        assertThat(TypeFilter.of("workflow.step.*,workflow.step.ready").types())
                .allMatch(type -> type.startsWith("workflow.step."));
    }

    @Test
    void takesAgentsForWorkers() {
        assertThat(TypeFilter.of("agent.*")).isEqualTo(TypeFilter.of("worker.*"));
        assertThat(TypeFilter.of("agent.online")).isEqualTo(TypeFilter.of("worker.online"));
    }

    @Test
    void leavesOutWhoIsAMemberForThoseWhoMayNotSeeIt() {
        Caller viewer = new Caller(UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Vic", Role.VIEWER);
        Caller bot = new Caller(UUID.randomUUID(), Caller.Kind.AGENT, UUID.randomUUID(), "Kenji", Role.BOT);

        assertThat(TypeFilter.ALL.seenBy(viewer)).isEqualTo(TypeFilter.ALL);
        assertThat(TypeFilter.ALL.seenBy(bot).types())
                .contains("worker.online")
                .noneMatch(type -> type.startsWith("member."));
        assertThat(TypeFilter.of("member.*").seenBy(bot).types()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "task.moved", "worker.*,", "workflow.step.redy", "*.step", "WORKER.*"})
    void refusesWhatNoChangeIsOf(String text) {
        assertThatThrownBy(() -> TypeFilter.of(text))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("types: no change is of type '");
    }
}
