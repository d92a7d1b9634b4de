package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.opsflow.domain.claim.Lane.Ticket;

/**
 * What waits for a lane: work under way, and new work. A server that is given more than it can do still ends what it has
 * begun, and says so to the rest while it is early enough to go elsewhere.
 */
final class Inbox {
    static final int UNDER_WAY = 10_000;
    /** What a lane makes of new work within less than half a second: who is accepted shall be answered within a second. */
    static final int NEW = 400;

    private static final int NEW_AT_LEAST = 8;

    private final GrantTurns<Ticket> underWay = new GrantTurns<>(UNDER_WAY, Inbox::weight, Inbox::grants);
    private final Turns<Ticket> fresh = new Turns<>(NEW, Inbox::weight);
    private boolean closed;

    private static int weight(Ticket ticket) {
        return ticket.command().weight();
    }

    private static int grants(Ticket ticket) {
        return ticket.command().grants();
    }

    /** False when it is full or closed. */
    synchronized boolean offer(Ticket ticket) {
        UUID workspaceId = ticket.command().workspaceId();
        boolean isNew = ticket.command() instanceof Command.Submit;
        if (closed || !(isNew ? fresh.offer(workspaceId, ticket) : underWay.offer(workspaceId, ticket))) {
            return false;
        }
        notifyAll();
        return true;
    }

    /**
     * What was taken has been applied, and claims with it: the next turns go by what was granted.
     *
     * @param taken how many of the tickets were taken; those after them were added
     */
    synchronized void applied(int taken, List<Ticket> tickets, List<Outcome> outcomes) {
        Map<UUID, Integer> more = new HashMap<>();
        for (int i = 0; i < tickets.size(); i++) {
            Command command = tickets.get(i).command();
            int granted = outcomes.get(i) instanceof Outcome.Granted ? 1 : 0;
            more.merge(command.workspaceId(), granted - (i < taken ? command.grants() : 0), Integer::sum);
        }
        more.forEach(underWay::correct);
    }

    /** Takes no more; what waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * What waits now, work under way first, until {@code max} is filled. Beside it comes half as much new work: agents say of
     * a step that it began and that it ended, so for each that ends there is room for another. Empty when closed and empty.
     *
     * @param breath how much more may be waited for once there is anything
     */
    synchronized List<Ticket> take(int max, Breath breath) throws InterruptedException {
        while (size() == 0 && !closed) {
            wait();
        }
        for (long left = breath.left(size()); left > 0 && !closed; left = breath.left(size())) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<Ticket> taken = new ArrayList<>(underWay.poll(max));
        int room = taken.isEmpty() ? max : Math.min(max, Math.max(NEW_AT_LEAST, taken.size() / 2));
        taken.addAll(fresh.poll(room));
        return taken;
    }

    synchronized int size() {
        return underWay.size() + fresh.size();
    }
}
