package org.opsflow.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opsflow.proto.agent.v1.AgentFrame;

/**
 * Numbered reports: on disk before they are sent, sent again with the same number until they are answered, in order
 * within an attempt. Belongs to the control thread.
 */
final class Reports {
    private final Outbox outbox;
    private final Link link;
    private final Map<ReportKey, AgentFrame> unsent = new LinkedHashMap<>();

    Reports(Outbox outbox, Link link) {
        this.outbox = outbox;
        this.link = link;
    }

    void add(Attempt attempt, AgentFrame.Builder body) {
        store(attempt, attempt.nextNumber(), body);
    }

    /** Puts another report in the place of one that was refused: a refused report does not use its number up. */
    void replace(Attempt attempt, long number, AgentFrame.Builder body) {
        store(attempt, number, body);
    }

    /**
     * Takes back a report that was refused and that the work can do without: those after it move up, since its number is
     * not used up.
     */
    void withdraw(Attempt attempt, ReportKey key) {
        List<AgentFrame> after = outbox.pending(key.lease()).stream()
                .filter(frame -> frame.getNumber() > key.number())
                .toList();
        outbox.remove(key);
        unsent.remove(key);
        attempt.withdrawNumber();
        for (AgentFrame frame : after) {
            outbox.remove(ReportKey.of(frame));
            unsent.remove(ReportKey.of(frame));
            store(attempt, frame.getNumber() - 1, frame.toBuilder());
        }
    }

    /** The log is through, or has had its time. */
    void release(Attempt attempt) {
        attempt.mayEnd();
        outbox.pending(attempt.lease()).stream()
                .filter(ReportBodies::isTerminal)
                .forEach(this::toSend);
    }

    /** Sends everything of this attempt again that has no answer. */
    void resend(Attempt attempt) {
        outbox.pending(attempt.lease()).forEach(frame -> enqueue(attempt, frame));
    }

    /** The report that was answered, if it still waited for an answer. */
    Optional<AgentFrame> answered(ReportKey key) {
        Optional<AgentFrame> report = find(key);
        report.ifPresent(frame -> outbox.remove(key));
        return report;
    }

    Optional<AgentFrame> find(ReportKey key) {
        return outbox.pending(key.lease()).stream()
                .filter(frame -> frame.getNumber() == key.number())
                .findFirst();
    }

    /** How many questions with lower numbers have no receipt. */
    int questionsBefore(ReportKey key) {
        return (int) outbox.pending(key.lease()).stream()
                .filter(frame -> frame.hasAsk() && frame.getNumber() < key.number())
                .count();
    }

    boolean waitsForEarlier(ReportKey key) {
        return outbox.pending(key.lease()).stream().anyMatch(frame -> frame.getNumber() < key.number());
    }

    boolean hasUnanswered(Lease lease) {
        return outbox.holdsAnyOf(lease);
    }

    void discard(Lease lease) {
        outbox.removeAll(lease);
        unsent.keySet().removeIf(key -> key.lease().equals(lease));
    }

    /** At the end of a batch: one sync for all that was written, and only then the frames. */
    void flush() {
        outbox.sync();
        unsent.values().forEach(link::send);
        unsent.clear();
    }

    private void store(Attempt attempt, long number, AgentFrame.Builder body) {
        AgentFrame frame = body.setAttemptId(attempt.lease().attemptId())
                .setFence(attempt.lease().fence())
                .setNumber(number)
                .build();
        outbox.put(frame);
        enqueue(attempt, frame);
    }

    private void enqueue(Attempt attempt, AgentFrame frame) {
        if (!ReportBodies.isTerminal(frame) || attempt.isFreeToEnd()) {
            toSend(frame);
        }
    }

    /** To the end of the line, even if it stands in it: a report goes out after the earlier ones of its attempt. */
    private void toSend(AgentFrame frame) {
        ReportKey key = ReportKey.of(frame);
        unsent.remove(key);
        unsent.put(key, frame);
    }
}
