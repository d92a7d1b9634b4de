package org.opsflow.system;

import java.util.List;
import java.util.Random;
import org.opsflow.proto.agent.v1.AgentFrame;

/** Reports of an agent about attempts that are, were and were never its own, none of which may have an effect. */
final class Reports {

    /** An attempt, as its agent knows it. */
    record Of(String attemptId, long fence) {}

    private static final List<String> KINDS =
            List.of("started", "checkpoint", "usage", "ask", "comment", "completed", "failed", "released");
    private static final List<Long> NUMBERS = List.of(0L, 1L, 2L, 3L, 4L, 1_000L, 1L << 40, Long.MAX_VALUE, -1L);
    private static final List<Long> FENCES = List.of(0L, 1L, 2L, 3L, 1_000L, 1L << 40, Long.MAX_VALUE, -1L);
    private static final List<String> IDS =
            List.of("", "att_", "att_x", "run_" + "0".repeat(26), "att_" + "0".repeat(26), "att_" + "7".repeat(26));

    private final Of running;
    private final Of ended;
    private final Of others;

    /**
     * @param running in which Started was reported, and no more
     * @param ended after two reports
     * @param others which runs for another agent
     */
    Reports(Of running, Of ended, Of others) {
        this.running = running;
        this.ended = ended;
        this.others = others;
    }

    AgentFrame random(Random random) {
        while (true) {
            var whose = any(random, List.of(running, running, ended, others));
            var id = random.nextInt(5) == 0 ? any(random, IDS) : whose.attemptId();
            var fence = random.nextInt(3) == 0 ? any(random, FENCES) : whose.fence();
            var report = Frames.of(any(random, KINDS), id, fence, "").toBuilder()
                    .setNumber(any(random, NUMBERS))
                    .build();
            if (!hasEffect(report)) {
                return report;
            }
        }
    }

    /** The one that its agent might really send. */
    private boolean hasEffect(AgentFrame report) {
        return isOf(running, report) && report.getNumber() == 2 && !report.hasStarted();
    }

    private static boolean isOf(Of attempt, AgentFrame report) {
        return report.getAttemptId().equals(attempt.attemptId()) && report.getFence() == attempt.fence();
    }

    /** What the contract says to it. */
    String answer(AgentFrame report) {
        if (!report.getAttemptId().matches("att_[0-7][0-9a-z]{25}")) {
            return "INVALID";
        }
        if (isOf(running, report)) {
            return report.getNumber() == 1 ? "RECEIPT" : report.getNumber() == 2 ? "ILLEGAL_STATE" : "OUT_OF_ORDER";
        }
        var isKnown = isOf(ended, report) && (report.getNumber() == 1 || report.getNumber() == 2);
        return isKnown ? "RECEIPT" : "LEASE_LOST";
    }

    private static <T> T any(Random random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
