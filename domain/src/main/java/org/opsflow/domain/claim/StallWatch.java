package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells agents that live but get nowhere from those that work. Progress stays in memory and is stored seldom; the database
 * says whose last one is too long ago, and before that counts, what its node heard meanwhile is stored.
 */
final class StallWatch {
    private static final int AT_ONCE = 4_096;

    /** Progress that has to be stored, and up to where. */
    private record News(UUID attemptId, Work work, long wentOn) {
        Attempts.Progress progress() {
            return new Attempts.Progress(attemptId, Duration.ofNanos(System.nanoTime() - wentOn));
        }
    }

    private final SessionDesk desk;

    StallWatch(SessionDesk desk) {
        this.desk = desk;
    }

    /** The agent tells of progress. */
    void goesOn(AgentSession session, UUID attemptId, Work work) {
        work.goesOn();
        if (work.takePerhapsStalled()) {
            recover(session, attemptId, work);
        }
    }

    /** Looks at the attempts of all agents that are here. */
    void look(QueueReading reading, String node) {
        List<AgentSession> busy =
                desk.sessions().stream().filter(AgentSession::isBusy).toList();
        if (busy.isEmpty()) {
            return;
        }
        List<Attempts.Standstill> found = reading.standstills(node, AT_ONCE);
        Set<UUID> heardOf = store(reading, busy, found);
        for (Attempts.Standstill standstill : found) {
            UUID attemptId = standstill.place().id();
            if (!heardOf.contains(attemptId)) {
                desk.session(standstill.sessionId()).ifPresent(session -> judge(session, standstill));
            }
        }
    }

    /** Stores what was heard, where it is due or decides. Answers of which attempts. */
    private static Set<UUID> store(
            QueueReading reading, List<AgentSession> busy, List<Attempts.Standstill> standstills) {
        Set<UUID> overdue = new HashSet<>();
        standstills.stream()
                .filter(standstill -> !standstill.stalled())
                .forEach(standstill -> overdue.add(standstill.place().id()));
        List<News> news = new ArrayList<>();
        for (AgentSession session : busy) {
            for (Map.Entry<UUID, Work> held : session.held().entrySet()) {
                Work work = held.getValue();
                if (work.isStoringDue() || (work.hasUnstored() && overdue.contains(held.getKey()))) {
                    news.add(new News(held.getKey(), work, work.wentOn()));
                }
            }
        }
        if (!news.isEmpty()) {
            reading.progressed(news.stream().map(News::progress).toList());
        }
        Set<UUID> stored = new HashSet<>();
        for (News heard : news) {
            heard.work().stored(heard.wentOn());
            stored.add(heard.attemptId());
        }
        return stored;
    }

    private void judge(AgentSession session, Attempts.Standstill standstill) {
        Work work = session.held().get(standstill.place().id());
        if (work == null) {
            return;
        }
        if (standstill.stalled()) {
            recover(session, standstill.place().id(), work);
        } else {
            stall(session, standstill, work);
        }
    }

    private void stall(AgentSession session, Attempts.Standstill standstill, Work work) {
        Attempts.Place place = standstill.place();
        desk.lanes()
                .offer(
                        new Command.Stall(
                                place.runId(),
                                place.workspaceId(),
                                place.id(),
                                standstill.progressAt(),
                                session.seat().agent),
                        outcome -> {
                            if (outcome instanceof Outcome.Taken) {
                                session.lost(place.id());
                            } else if (outcome instanceof Outcome.Stalled) {
                                stalled(session, place.id(), work);
                            }
                        });
    }

    /** What came while it was being stored has not been told. */
    private void stalled(AgentSession session, UUID attemptId, Work work) {
        work.perhapsStalled();
        // The agent may have been asked for a sign of progress.
        desk.controls().lookAgain(session);
        if (work.hasUnstored() && work.takePerhapsStalled()) {
            recover(session, attemptId, work);
        }
    }

    private void recover(AgentSession session, UUID attemptId, Work work) {
        boolean queued = desk.lanes()
                .offer(
                        new Command.GoOn(work.runId(), session.workspaceId(), attemptId, session.seat().agent),
                        outcome -> {
                            if (!(outcome instanceof Outcome.GoesOn)) {
                                work.perhapsStalled();
                            }
                        });
        if (!queued) {
            work.perhapsStalled();
        }
    }
}
