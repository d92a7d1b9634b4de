package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a session holds, by what is stored and what the agent's Hello names.
 *
 * @param kept attempts that Hello named and that the session holds
 * @param lost attempts that Hello named and that it does not hold
 * @param missed attempts whose grant never reached the agent
 * @param abandoned attempts it holds but did not name: they go back into the queue
 * @param stops attempts that Hello named and whose run was cancelled: their work has to end
 * @param stopped attempts whose run was cancelled and that Hello did not name: nothing of them runs
 */
record Holdings(
        List<AttemptRow> kept,
        List<UUID> lost,
        List<AttemptRow> missed,
        List<AttemptRow> abandoned,
        List<Stop> stops,
        List<AttemptRow> stopped) {

    /**
     * @param unfinished attempts that the session holds or has to stop
     * @param resumed whether the same process comes back
     */
    static Holdings of(List<SessionOut.Held> named, List<AttemptRow> unfinished, boolean resumed) {
        Holdings holdings = new Holdings(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        Map<UUID, AttemptRow> unnamed =
                unfinished.stream().collect(Collectors.toMap(AttemptRow::id, Function.identity()));
        named.forEach(held -> holdings.named(held, unnamed.remove(held.attemptId())));
        unnamed.values().forEach(attempt -> holdings.unnamed(attempt, resumed));
        return holdings;
    }

    private void named(SessionOut.Held held, AttemptRow attempt) {
        if (attempt == null) {
            lost.add(held.attemptId());
        } else if (attempt.fence() != held.fence()) {
            lost.add(held.attemptId());
            // Under the fence that it was granted nobody works on it.
            unnamed(attempt, false);
        } else if (attempt.state().isOpen()) {
            kept.add(attempt);
        } else {
            // Not lost: Revoked tells why, and lets the work end in good order.
            stops.add(Stop.of(attempt));
        }
    }

    private void unnamed(AttemptRow attempt, boolean resumed) {
        if (!attempt.state().isOpen()) {
            stopped.add(attempt);
        } else if (resumed && attempt.state() == AttemptState.LEASED) {
            // Granted, but the connection broke before the agent read it: it says so by not naming it.
            missed.add(attempt);
        } else {
            abandoned.add(attempt);
        }
    }
}
