package org.opsflow.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/** How an attempt ended. */
public sealed interface Outcome {
    /** Done, with a result that later steps read: JSON text of at most {@link Work#maxOutputBytes()} bytes. */
    static Completed completed(String outputJson) {
        return new Completed(outputJson, "", OptionalInt.empty());
    }

    /**
     * Not done.
     *
     * @param reason a short word of {@code [a-z0-9_.-]{1,64}} for machines
     * @param message for people; cut at 4 KiB
     */
    static Failed failed(FailureKind kind, String reason, String message) {
        return new Failed(kind, reason, message, OptionalInt.empty(), Duration.ZERO);
    }

    /** Given back unharmed: offered again, counts as no failure. */
    static Released released(String message) {
        return new Released(message);
    }

    /** See {@link #completed}. The summary is Markdown for people, cut at 4 KiB. */
    record Completed(String outputJson, String summary, OptionalInt exitCode) implements Outcome {
        /** Without nulls: an empty summary is {@code ""}. */
        public Completed {
            Objects.requireNonNull(outputJson, "outputJson");
            Objects.requireNonNull(summary, "summary");
        }

        /** The same with a summary for people. */
        public Completed withSummary(String markdown) {
            return new Completed(outputJson, markdown, exitCode);
        }

        /** The same with the exit code of a script. */
        public Completed withExitCode(int code) {
            return new Completed(outputJson, summary, OptionalInt.of(code));
        }
    }

    /** See {@link #failed}. */
    record Failed(FailureKind kind, String reason, String message, OptionalInt exitCode, Duration retryAfter)
            implements Outcome {
        /** Checks the reason: a wrong one would be refused by the server. */
        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
            if (!reason.matches("[a-z0-9_.-]{1,64}")) {
                throw new IllegalArgumentException("reason \"" + reason + "\" is not of [a-z0-9_.-]{1,64}");
            }
        }

        /** The same with the exit code of a script. */
        public Failed withExitCode(int code) {
            return new Failed(kind, reason, message, OptionalInt.of(code), retryAfter);
        }

        /** The same, asking for a pause before the next try. */
        public Failed retryAfter(Duration pause) {
            return new Failed(kind, reason, message, exitCode, pause);
        }
    }

    /** See {@link #released}. */
    record Released(String message) implements Outcome {}
}
