package org.opsflow.agent;

import java.time.Duration;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do about each kind of no. Belongs to the control thread. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Core core;
    private final Floor floor;
    private final Reports reports;
    private final Mail mail;
    private final Troubles troubles;

    Refusals(Core core, Floor floor, Reports reports, Mail mail, Troubles troubles) {
        this.core = core;
        this.floor = floor;
        this.reports = reports;
        this.mail = mail;
        this.troubles = troubles;
    }

    void handle(ServerFrame frame) {
        Refused refused = frame.getRefused();
        if (!refused.getClientId().isEmpty()) {
            if (!troubles.refused(refused)) {
                mail.refused(refused);
            }
        } else if (!refused.getOfferId().isEmpty()) {
            offer(refused);
        } else if (!frame.getAttemptId().isEmpty()) {
            report(new ReportKey(new Lease(frame.getAttemptId(), frame.getFence()), frame.getNumber()), refused);
        } else if (refused.getField().startsWith("credits")) {
            floor.offers().creditsRefused();
        } else if (refused.getCode() == RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME) {
            // Of what names no attempt, only errors are newer than some servers.
            troubles.unknown();
        } else {
            LOG.warn("refused: {} {} {}", refused.getCode(), refused.getField(), refused.getMessage());
        }
    }

    private void offer(Refused refused) {
        switch (refused.getCode()) {
            case REFUSAL_CODE_OVERLOADED -> floor.offers().acceptAgain(refused.getOfferId(), pause(refused));
            default -> floor.offers().gone(refused.getOfferId());
        }
    }

    private void report(ReportKey key, Refused refused) {
        switch (refused.getCode()) {
            case REFUSAL_CODE_LEASE_LOST -> floor.lost(key.lease(), words(refused));
            case REFUSAL_CODE_OVERLOADED ->
                core.later(pause(refused), () -> floor.attempt(key.lease()).ifPresent(reports::resend));
            default -> {
                if (key.number() > 0) {
                    definitive(key, refused);
                }
            }
        }
    }

    private void definitive(ReportKey key, Refused refused) {
        boolean overtaken = refused.getCode() == RefusalCode.REFUSAL_CODE_OUT_OF_ORDER && reports.waitsForEarlier(key);
        if (overtaken) {
            // An earlier report of this attempt was put off; both are on their way again, in order.
            return;
        }
        floor.attempt(key.lease()).ifPresent(attempt -> reports.find(key).ifPresent(report -> {
            core.tell(AgentEvent.Kind.WARNING, attempt.name(), "a report was refused: " + words(refused));
            if (ReportBodies.isOptional(report)) {
                // Better not counted, not remembered than the work not done.
                reports.withdraw(attempt, key);
                int earlier = reports.questionsBefore(key);
                attempt.work().ifPresent(work -> refused(work.telling(), report, refused, earlier));
                return;
            }
            if (refused.getCode() == RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME) {
                // Every server knows the others: it speaks of a report that had this number and was withdrawn.
                return;
            }
            if (refused.getField().contains("usage")) {
                reports.replace(attempt, key.number(), ReportBodies.withoutUsage(report));
                return;
            }
            switch (report.getBodyCase()) {
                case COMPLETED -> reports.replace(attempt, key.number(), instead(refused));
                // Better given back than held for ever.
                case FAILED -> reports.replace(attempt, key.number(), ReportBodies.released(words(refused)));
                default -> floor.lost(key.lease(), words(refused));
            }
        }));
    }

    /** @param earlier how many questions with lower numbers have no receipt */
    private static void refused(Telling telling, AgentFrame report, Refused refused, int earlier) {
        boolean unknown = refused.getCode() == RefusalCode.REFUSAL_CODE_UNKNOWN_FRAME;
        if (report.hasAsk()) {
            telling.questions().refused(earlier, words(refused), refused.getField());
        } else if (report.hasUsage() && unknown) {
            telling.usage().close();
        } else if (report.hasCheckpoint() && unknown) {
            telling.checkpoints().close();
        } else if (report.hasCheckpoint()) {
            telling.checkpoints().answered();
        }
    }

    private static AgentFrame.Builder instead(Refused refused) {
        return switch (refused.getCode()) {
            case REFUSAL_CODE_TOO_LARGE -> ReportBodies.tooLarge(words(refused));
            default -> ReportBodies.refused(words(refused));
        };
    }

    private static String words(Refused refused) {
        return refused.getMessage().isEmpty() ? refused.getCode().name() : refused.getMessage();
    }

    static Duration pause(Refused refused) {
        return Duration.ofMillis(Math.max(1, refused.getRetryAfterMs()));
    }
}
