package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.AgentFace;

/**
 * What an attempt waits for a person to say. Open, then answered by a person, or withdrawn because the attempt ended
 * first; it never opens again.
 *
 * <p>Consistency: it is opened and withdrawn in the transaction that changes its attempt, and answered under that
 * attempt's lock: so an answer that was taken is one that somebody can still hear.
 *
 * @param question Markdown
 * @param choices to answer with; none when the answer is a text, or yes or no
 * @param context Markdown; empty for none
 * @param closedAt when it was answered or withdrawn
 */
public record Gate(
        UUID id,
        Place place,
        Asker asker,
        Kind kind,
        String question,
        List<String> choices,
        String context,
        State state,
        Instant openedAt,
        Optional<Reply> reply,
        Optional<Instant> closedAt) {
    /** In bytes of UTF-8. */
    public static final int MAX_QUESTION = 4 << 10;
    /** In bytes of UTF-8. */
    public static final int MAX_CONTEXT = 16 << 10;
    /** In bytes of UTF-8. */
    public static final int MAX_ANSWER = 16 << 10;

    public static final int MAX_CHOICES = 10;
    public static final int MAX_CHOICE = 200;

    /** Who asks on and on must not fill the database. */
    static final int MOST_OF_AN_ATTEMPT = 100;

    /** What is asked for. */
    public enum Kind {
        /** One of the choices, or a text. */
        QUESTION,
        /** Yes or no. */
        APPROVAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How far it has come. */
    public enum State {
        OPEN,
        ANSWERED,
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What it belongs to. */
    public record Place(UUID workspaceId, UUID runId, UUID stepId) {}

    /**
     * Who asks.
     *
     * @param number of the report that asked
     */
    public record Asker(UUID attemptId, long number, AgentFace agent) {}

    /**
     * What a person said.
     *
     * @param text Markdown; empty where the rest says it all
     * @param choice one of the gate's
     * @param approved of an approval
     */
    public record Answer(String text, Optional<String> choice, Optional<Boolean> approved) {}

    /**
     * An answer and who gave it.
     *
     * @param name the person's; empty where they are not known any more
     */
    public record Reply(Answer answer, UUID by, Optional<String> name) {}

    /** Its id follows from the report: there is one gate for each. */
    static Gate asked(AttemptRow attempt, ReportBody.Asked asked, AgentFace agent, Instant now) {
        return new Gate(
                Ids.nth(attempt.id(), attempt.lastReport()),
                new Place(attempt.workspaceId(), attempt.runId(), attempt.stepId()),
                new Asker(attempt.id(), attempt.lastReport(), agent),
                asked.kind(),
                asked.question(),
                asked.choices(),
                asked.context(),
                State.OPEN,
                now,
                Optional.empty(),
                Optional.empty());
    }

    Gate answered(Reply given, Instant now) {
        return new Gate(
                id,
                place,
                asker,
                kind,
                question,
                choices,
                context,
                State.ANSWERED,
                openedAt,
                Optional.of(given),
                Optional.of(now));
    }
}
