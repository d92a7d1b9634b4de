package org.opsflow.domain.claim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.opsflow.domain.shared.Ids;

/**
 * One thread that applies commands in batches: what is queued now, without waiting for more. A batch that fails whole
 * is tried again, then item by item; fences, report numbers and attempt ids make that safe. Nothing that one command
 * throws ends the thread: half of all runs would stand still.
 */
final class Lane implements Runnable {
    private static final int MAX_BATCH = 256;
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 20;
    private static final Logger LOG = System.getLogger(Lane.class.getName());

    /** A command and who waits for what becomes of it. */
    record Ticket(Command command, Consumer<Outcome> reply) {}

    /** {@link Engine#apply} in transactions of the lane's thread. */
    interface Applying {
        Engine.Result apply(List<Command> commands, boolean again, Engine.Ahead ahead);

        /** The thread applies no more. */
        default void end() {}
    }

    /** As {@link Dispatcher#claimAhead}. */
    interface Ahead {
        List<Ticket> claim(Collection<UUID> ended, Collection<ReadyStep> ready);
    }

    private final Applying engine;
    private final Ahead ahead;
    private final Consumer<Engine.Result> committed;
    private final Inbox inbox = new Inbox();
    private final Breath breath = new Breath(MAX_BATCH, System::nanoTime);

    /** @param committed called after each commit, before the replies */
    Lane(Applying engine, Ahead ahead, Consumer<Engine.Result> committed) {
        this.engine = engine;
        this.ahead = ahead;
        this.committed = committed;
    }

    boolean offer(Ticket ticket) {
        return inbox.offer(ticket);
    }

    /** Takes no more; what is queued is still applied, then {@link #run} returns. */
    void close() {
        inbox.close();
    }

    @Override
    public void run() {
        try {
            for (List<Ticket> batch = next(); !batch.isEmpty(); batch = next()) {
                breath.begin();
                apply(batch);
                breath.end(batch.size(), inbox.size());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            engine.end();
        }
    }

    private List<Ticket> next() throws InterruptedException {
        return inbox.take(MAX_BATCH, breath);
    }

    private void apply(List<Ticket> queued) {
        Throwable failure = null;
        // What was claimed ahead stays in the batch when it is tried again: the first try may have been committed.
        List<Ticket> tickets = new ArrayList<>(queued);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Engine.Result result = engine.apply(commands(tickets), attempt > 0, aheadInto(tickets, attempt));
                guarded(() -> inbox.applied(queued.size(), tickets, result.outcomes()));
                finish(tickets, result);
                return;
            } catch (RuntimeException | Error e) {
                failure = e;
                pause(attempt);
            }
        }
        if (tickets.size() == 1) {
            broken(tickets.get(0), failure);
        } else {
            LOG.log(Level.WARNING, "A batch of {0} failed {1} times, going on one by one", tickets.size(), TRIES);
            tickets.forEach(this::applyAlone);
        }
    }

    private Engine.Ahead aheadInto(List<Ticket> tickets, int attempt) {
        return attempt > 0
                ? Engine.Ahead.NONE
                : (ended, ready) -> {
                    List<Ticket> claims = ahead.claim(ended, ready);
                    tickets.addAll(claims);
                    return claims.stream()
                            .map(claim -> (Command.Claim) claim.command())
                            .toList();
                };
    }

    /** A database that is away does not come back sooner when it is asked without a breath. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE_MILLIS << attempt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void applyAlone(Ticket ticket) {
        try {
            finish(List.of(ticket), engine.apply(List.of(ticket.command()), true, Engine.Ahead.NONE));
        } catch (RuntimeException | Error e) {
            broken(ticket, e);
        }
    }

    private void finish(List<Ticket> tickets, Engine.Result result) {
        guarded(() -> committed.accept(result));
        for (int i = 0; i < tickets.size(); i++) {
            Ticket ticket = tickets.get(i);
            Outcome outcome = result.outcomes().get(i);
            guarded(() -> ticket.reply().accept(outcome));
        }
    }

    private void broken(Ticket ticket, Throwable failure) {
        String correlationId = Ids.correlation();
        // Not the command itself: it holds arguments and outputs.
        Command command = ticket.command();
        LOG.log(
                Level.ERROR,
                command.getClass().getSimpleName() + " of " + command.laneKey() + " failed, correlation id "
                        + correlationId,
                failure);
        guarded(() -> ticket.reply().accept(new Outcome.Broken(correlationId)));
    }

    /** The commit stands, whatever a listener does: it must not bring the batch back. */
    private static void guarded(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A listener of a committed batch failed", e);
        }
    }

    private static List<Command> commands(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::command).toList();
    }
}
