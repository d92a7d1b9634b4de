package org.opsflow.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.AgentInstance.Activity;

class AgentSituationTest {
    private static final UUID ID = new UUID(1, 2);
    private static final Optional<AgentPause> NONE = Optional.empty();
    private static final Optional<AgentError> WELL = Optional.empty();
    private static final Optional<AgentError> ILL =
            Optional.of(new AgentError(ID, "one", "disk_full", "The disk is full.", Instant.EPOCH));

    private final Agent agent = new Agent(ID, ID, "ada", "Ada", AgentLook.of("ada"), Instant.EPOCH);

    private static List<AgentInstance> processes(Activity... activities) {
        return Arrays.stream(activities)
                .map(activity ->
                        new AgentInstance("one", "1", List.of(), Map.of(), Instant.EPOCH, activity, Optional.empty()))
                .toList();
    }

    private static Optional<AgentPause> pause(boolean drained) {
        return Optional.of(new AgentPause(Instant.EPOCH, ID, Optional.empty(), drained));
    }

    /** Lifecycle, and the word for it all. */
    private String of(List<AgentInstance> instances, Optional<AgentPause> pause, Optional<AgentError> error) {
        return of(new AgentSituation(instances, pause, error, false));
    }

    private String of(AgentSituation situation) {
        return situation.lifecycle(agent) + " " + situation.status(agent);
    }

    @Test
    void isStartingUntilAProcessConnects() {
        assertThat(of(AgentSituation.NONE)).isEqualTo("starting starting");
        assertThat(of(processes(), NONE, WELL)).isEqualTo("active offline");
        assertThat(of(processes(Activity.IDLE), NONE, WELL)).isEqualTo("active idle");
    }

    @Test
    void isAsBadAsTheWorstOfItsProcesses() {
        assertThat(of(processes(Activity.IDLE, Activity.WORKING), NONE, WELL)).isEqualTo("active working");
        assertThat(of(processes(Activity.STALLED, Activity.WORKING), NONE, WELL))
                .isEqualTo("active stalled");
    }

    @Test
    void drainsWhileItIsPausedAndEndsWhatItHolds() {
        assertThat(of(processes(Activity.WORKING), pause(false), WELL)).isEqualTo("draining draining");
        assertThat(of(processes(Activity.STALLED), pause(false), WELL)).isEqualTo("draining stalled");
        assertThat(of(processes(Activity.IDLE), pause(true), WELL)).isEqualTo("paused paused");
        assertThat(of(processes(), pause(true), WELL)).isEqualTo("paused paused");
    }

    @Test
    void hasFailedWhenItSaidWhatIsWrongAndLeft() {
        assertThat(of(processes(Activity.STALLED), pause(true), ILL)).isEqualTo("paused error");
        assertThat(of(processes(), NONE, ILL)).isEqualTo("failed error");
    }

    @Test
    void isRetiredWhateverElseThereIs() {
        agent.retire(Instant.EPOCH);

        assertThat(of(processes(Activity.STALLED), pause(false), ILL)).isEqualTo("retired retired");
        assertThat(of(AgentSituation.NONE)).isEqualTo("retired retired");
    }
}
