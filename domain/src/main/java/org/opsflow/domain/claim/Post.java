package org.opsflow.domain.claim;

import java.util.List;
import java.util.UUID;

/** Carries messages between agents; all that sessions know of it. Calls return at once. */
public interface Post {
    /** A server without messages. */
    Post NONE = new Post() {
        @Override
        public void send(Correspondent from, MessageDraft draft, Answer answer) {
            answer.refused(
                    new Outcome.Refused(RefusalCode.UNKNOWN_FRAME, "Messages are not carried here.", "message"), 0);
        }

        @Override
        public void read(Correspondent by, List<UUID> messageIds, Runnable done) {
            done.run();
        }

        @Override
        public void joined(Correspondent here) {}

        @Override
        public void left(Correspondent gone) {}

        @Override
        public void roomAgain(Correspondent here) {}
    };

    /** Hears once what became of a message. */
    interface Answer {
        /** It is stored, now or since it first came. */
        void stored();

        /** @param retryAfterMillis with OVERLOADED; else 0 */
        void refused(Outcome.Refused why, int retryAfterMillis);
    }

    void send(Correspondent from, MessageDraft draft, Answer answer);

    /** The agent has dealt with the messages: they are not brought again. */
    void read(Correspondent by, List<UUID> messageIds, Runnable done);

    /** From now on messages can be brought here. */
    void joined(Correspondent here);

    void left(Correspondent gone);

    /** The agent has read what was sent: more can be brought. */
    void roomAgain(Correspondent here);
}
