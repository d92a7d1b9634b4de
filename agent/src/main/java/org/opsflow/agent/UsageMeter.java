package org.opsflow.agent;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.opsflow.proto.agent.v1.Usage;

/**
 * What an attempt used and nobody reported yet. The first use is told at once, later ones not before the pause is over;
 * what is left goes with the end. May be called from any thread.
 */
final class UsageMeter {
    static final Duration PAUSE = Duration.ofSeconds(10);
    /** As many as the server takes of one attempt. */
    static final int MOST_MODELS = 32;

    private final Duration pause;
    private final Consumer<Duration> alarm;
    private final Set<String> models = new HashSet<>();
    private final Map<String, ModelUsage> unreported = new LinkedHashMap<>();
    private Optional<Long> lastTaken = Optional.empty();
    private boolean waiting;
    private boolean closed;

    /** @param alarm is told when {@link #take} is to be called */
    UsageMeter(Duration pause, Consumer<Duration> alarm) {
        this.pause = pause;
        this.alarm = alarm;
    }

    /** @throws IllegalArgumentException when the attempt has named too many models */
    synchronized void add(ModelUsage used) {
        if (closed) {
            return;
        }
        if (!models.contains(used.model()) && models.size() == MOST_MODELS) {
            throw new IllegalArgumentException("an attempt may name " + MOST_MODELS + " models, and has: count "
                    + used.model() + " under one of them");
        }
        models.add(used.model());
        unreported.merge(used.model(), used, ModelUsage::plus);
        if (!waiting) {
            waiting = true;
            alarm.accept(lastTaken
                    .map(at -> pause.minusNanos(System.nanoTime() - at))
                    .filter(left -> !left.isNegative())
                    .orElse(Duration.ZERO));
        }
    }

    /** What was used since it was taken last; empty when that is nothing. */
    synchronized Optional<Usage> take() {
        waiting = false;
        if (unreported.isEmpty()) {
            return Optional.empty();
        }
        lastTaken = Optional.of(System.nanoTime());
        Usage.Builder usage = Usage.newBuilder();
        unreported.values().forEach(each -> usage.addModels(each.onTheWire()));
        unreported.clear();
        return Optional.of(usage.build());
    }

    /** Takes what is left; what comes afterwards is reported by nobody. */
    synchronized Optional<Usage> close() {
        closed = true;
        return take();
    }
}
