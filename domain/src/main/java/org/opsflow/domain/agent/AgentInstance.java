package org.opsflow.domain.agent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A connected process of an agent.
 *
 * @param openedAt when it connected
 * @param activity the worst of what its steps are doing
 * @param told what it was last told about pausing since it connected; empty when it was not
 */
public record AgentInstance(
        String instance,
        String version,
        List<String> capabilities,
        Map<String, String> labels,
        Instant openedAt,
        Activity activity,
        Optional<Told> told) {

    /** What a process is doing; the later the worse. */
    public enum Activity {
        /** It holds no step. */
        IDLE,
        WORKING,
        /** It holds a step, lives, and gets nowhere with it. */
        STALLED;

        /** The word of the API. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Pause or Resume on its way to the process.
     *
     * @param kind {@code pause} or {@code resume}
     * @param state {@code requested}, {@code delivered} or {@code acknowledged}
     * @param acknowledgedAt when the process said that it has heard
     */
    public record Told(
            String kind,
            String state,
            Instant requestedAt,
            Optional<Instant> deliveredAt,
            Optional<Instant> acknowledgedAt) {}
}
