package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.StallRule;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.StepTask;
import org.opsflow.domain.workflow.StepType;

/** A dispatcher over a queue in memory that stands for the database, with phrases for tests. */
final class Hall {
    final Ids ids = new Ids();
    final UUID workspace = ids.next();
    final Dispatcher dispatcher;
    final Map<UUID, Requirement> requirements = new HashMap<>();
    /** The ready steps in the database. */
    final Set<ReadyStep> queue = new TreeSet<>(ReadyStep.ORDER);

    /** What was claimed by standing credits. */
    final List<Lane.Ticket> claimed = new ArrayList<>();

    private final Claimant claims = new Claimant() {
        @Override
        public Lane.Ticket ticket(UUID attemptId, ReadyStep step) {
            return new Lane.Ticket(new Command.Claim(attemptId, step, null, 1, null), outcome -> {});
        }

        @Override
        public boolean queue(Lane.Ticket ticket) {
            return hasRoom && claimed.add(ticket);
        }
    };
    boolean hasRoom = true;

    private long now;

    Hall() {
        this(Window.SIZE);
    }

    Hall(int windowSize) {
        dispatcher = new Dispatcher(ids, Settings.defaults(), () -> now, windowSize);
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    /** A step in the database's queue that this node does not know of. */
    ReadyStep storedStep(long orderKey, String... capabilities) {
        Requirement requirement = Requirement.of(List.of(capabilities));
        requirements.put(requirement.key(), requirement);
        ReadyStep step = new ReadyStep(ids.next(), ids.next(), workspace, orderKey, spec(requirement));
        queue.add(step);
        return step;
    }

    /** A step that this node made ready. */
    ReadyStep readyStep(long orderKey, String... capabilities) {
        ReadyStep step = storedStep(orderKey, capabilities);
        dispatcher.ready(List.of(step));
        return step;
    }

    /** A step that this node made ready because the seat had failed it. */
    ReadyStep failedStep(long orderKey, Seat by, String... capabilities) {
        ReadyStep step = storedFailedStep(orderKey, by, capabilities);
        dispatcher.ready(List.of(step));
        return step;
    }

    /** A step in the database's queue that the seat had failed. */
    ReadyStep storedFailedStep(long orderKey, Seat by, String... capabilities) {
        ReadyStep step = storedStep(orderKey, capabilities);
        queue.remove(step);
        ReadyStep failed =
                new ReadyStep(step.id(), step.runId(), workspace, orderKey, step.spec(), Optional.of(by.sessionId));
        queue.add(failed);
        return failed;
    }

    /** A step of a run that this node made ready, and whom it would rather have. */
    ReadyStep preferringStep(UUID run, long orderKey, List<String> preferred, String... capabilities) {
        ReadyStep any = storedStep(orderKey, capabilities);
        queue.remove(any);
        ReadyStep step = new ReadyStep(
                any.id(), run, workspace, orderKey, spec(any.spec().requirement(), preferred));
        queue.add(step);
        dispatcher.ready(List.of(step));
        return step;
    }

    private static StepSpec spec(Requirement requirement) {
        return spec(requirement, List.of());
    }

    private static StepSpec spec(Requirement requirement, List<String> preferred) {
        StepTask task = new StepTask(StepType.SCRIPT, "true", "", "", "", "", "", List.of());
        return new StepSpec(
                0,
                "a",
                "A",
                0,
                List.of(),
                List.of(),
                task,
                requirement,
                preferred,
                Duration.ofMinutes(1),
                0,
                StallRule.USUAL);
    }

    /** An agent that just connected and has no credits yet. */
    Seat seat(String... capabilities) {
        UUID agent = ids.next();
        Seat seat = new Seat(
                ids.next(),
                1,
                workspace,
                new AgentFace(agent, "kenji", "Kenji", "K", "#112233", "i-" + agent),
                Set.of(capabilities),
                new FakeOut(),
                claims);
        dispatcher.join(seat, requirements.values());
        return seat;
    }

    /** As {@link #seat}, with the queues read and credits given. */
    Seat waitingSeat(int credits, String... capabilities) {
        Seat seat = seat(capabilities);
        read();
        dispatcher.credit(seat, credits);
        return seat;
    }

    static List<FakeOut.Offered> offers(Seat seat) {
        return ((FakeOut) seat.out).offers;
    }

    static List<UUID> offeredTo(Seat seat) {
        return offers(seat).stream().map(FakeOut.Offered::step).toList();
    }

    /** The offer is accepted and its claim committed. */
    void claim(Seat seat, FakeOut.Offered offer) {
        ReadyStep step = dispatcher.accept(seat, offer.id()).orElseThrow();
        queue.remove(step);
        dispatcher.claimed(offer.id());
    }

    /** Reads every window that wants it. */
    void read() {
        while (dispatcher.wantsRead()) {
            beginRead().run();
        }
    }

    /** Reads the next window now; running the result merges what was read. */
    Runnable beginRead() {
        Window window = nextRead();
        List<ReadyStep> rows = rows(window.key, dispatcher.beginRead(window), window.limit());
        return () -> dispatcher.merge(window, rows);
    }

    private Window nextRead() {
        try {
            return dispatcher.nextRead();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ReadyStep> rows(Window.Key key, Optional<ReadyStep> after, int limit) {
        Collection<ReadyStep> rows = new ArrayList<>();
        for (ReadyStep step : queue) {
            if (rows.size() < limit
                    && step.requirementKey().equals(key.requirementKey())
                    && after.map(cursor -> ReadyStep.ORDER.compare(step, cursor) > 0)
                            .orElse(true)) {
                rows.add(step);
            }
        }
        return List.copyOf(rows);
    }
}
