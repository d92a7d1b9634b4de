package org.opsflow.domain.claim;

import java.util.Optional;
import org.opsflow.domain.claim.Command.Report;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.domain.workflow.Step;

/** Applies one numbered report under its fence, at most once. */
final class Reporting {
    private final Batch batch;
    private final Report report;
    private final Attempt attempt;

    Reporting(Batch batch, Report report) {
        this.batch = batch;
        this.report = report;
        this.attempt = batch.toldOf(report.attemptId());
    }

    Outcome outcome() {
        if (attempt == null || attempt.fence() != report.fence() || attempt.sessionId() == null) {
            return Refused.leaseLost();
        }
        if (!attempt.row().workspaceId().equals(report.workspaceId())
                || !attempt.sessionId().equals(report.sessionId())) {
            return Refused.leaseLost();
        }
        if (report.number() >= 1 && report.number() <= attempt.lastReport()) {
            return receipted();
        }
        if (!attempt.isOpen()) {
            return Refused.leaseLost();
        }
        if (report.number() != attempt.lastReport() + 1) {
            return new Refused(
                    RefusalCode.OUT_OF_ORDER,
                    "Report " + (attempt.lastReport() + 1) + " comes next, this is "
                            + Long.toUnsignedString(report.number()) + ".",
                    "number");
        }
        return apply();
    }

    private Outcome receipted() {
        return new Outcome.Receipted(!attempt.isOpen());
    }

    private Outcome apply() {
        Step step = batch.steps.get(attempt.stepId());
        Progression progression =
                new Progression(batch, batch.plans.get(attempt.runId()), batch.runs.get(attempt.runId()));
        ReportBody body = report.body();
        Optional<Refused> illegal = illegal(body);
        if (illegal.isPresent()) {
            return illegal.get();
        }
        attempt.reported(report.number(), batch.now);
        batch.changedAttempts.add(attempt.id());
        count(step, body);
        if (body instanceof ReportBody.Started) {
            attempt.start(batch.now);
            progression.started(step, report.agent());
        } else if (body instanceof ReportBody.Checkpointed reached) {
            batch.reached(attempt, reached.checkpoint());
        } else if (body instanceof ReportBody.Commented said) {
            batch.said(comment(said));
        } else if (body instanceof ReportBody.Asked asked) {
            attempt.asked();
            batch.asked(attempt, asked, report.agent());
        } else if (body instanceof ReportBody.Completed completed) {
            attempt.complete(completed.exitCode(), batch.now);
            progression.completed(step, completed, report.agent());
        } else if (body instanceof ReportBody.Failed failed) {
            failed(step, failed, progression);
        } else if (body instanceof ReportBody.Released released) {
            attempt.release(released.message(), batch.now);
            progression.returned(step, Optional.empty());
        }
        if (step.isStalled()) {
            batch.goesOn(step, report.agent());
        }
        return receipted();
    }

    /** Before what the report ends: who reads the changes in order then knows what it took. */
    private void count(Step step, ReportBody body) {
        if (!body.usage().isEmpty()) {
            batch.usage.add(attempt, body.usage());
            batch.used(step);
        }
    }

    private void failed(Step step, ReportBody.Failed failed, Progression progression) {
        attempt.fail(failed.reason(), failed.message(), failed.exitCode(), batch.now);
        step.countFailure(failed.message());
        int retries = batch.plans.get(attempt.runId()).spec(step.ordinal()).retries();
        if (failed.retryable() && step.failures() <= retries) {
            progression.returned(step, Optional.of(attempt.sessionId()));
        } else {
            progression.failed(step, failed.message(), Optional.of(report.agent()));
        }
    }

    private Optional<Refused> unknownArtifact() {
        return report.namedArtifacts().stream()
                .filter(id -> !attempt.runId().equals(batch.runsOfArtifacts.get(id)))
                .map(id -> new Refused(
                        RefusalCode.INVALID,
                        "There is no such artifact of this run: upload it before the report that names it.",
                        report.body() instanceof ReportBody.Commented
                                ? "comment.artifact_ids"
                                : "checkpoint.artifact_id"))
                .findFirst();
    }

    /** Its id follows from the report: there is one for each. */
    private Comment comment(ReportBody.Commented said) {
        return new Comment(
                Ids.nth(attempt.id(), report.number()),
                report.workspaceId(),
                attempt.runId(),
                said.onStep() ? Optional.of(attempt.stepId()) : Optional.empty(),
                Comment.Author.agent(report.agent()),
                said.text(),
                said.artifactIds(),
                batch.now);
    }

    private Optional<Refused> asksTooOften(ReportBody body) {
        return body instanceof ReportBody.Asked && attempt.asks() >= Gate.MOST_OF_AN_ATTEMPT
                ? Optional.of(new Refused(
                        RefusalCode.INVALID,
                        "The attempt has asked " + attempt.asks() + " times, which is as often as it may.",
                        "ask"))
                : Optional.empty();
    }

    private Optional<Refused> illegal(ReportBody body) {
        boolean legal;
        if (body instanceof ReportBody.Started) {
            legal = attempt.state() == AttemptState.LEASED;
        } else if (body instanceof ReportBody.Released) {
            legal = true;
        } else {
            legal = attempt.state() == AttemptState.RUNNING;
        }
        return legal
                ? batch.usage
                        .refusal(attempt, body.usage())
                        .or(() -> unknownArtifact())
                        .or(() -> asksTooOften(body))
                : Optional.of(new Refused(
                        RefusalCode.ILLEGAL_STATE,
                        "The attempt is " + attempt.state().word() + ", which does not allow this report.",
                        ""));
    }
}
