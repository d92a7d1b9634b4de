package org.opsflow.domain.claim;

import java.util.OptionalInt;

/** What an agent reports of an attempt. */
public sealed interface ReportBody {

    record Started() implements ReportBody {}

    /**
     * @param output JSON
     * @param summary Markdown for people
     */
    record Completed(String output, String summary, OptionalInt exitCode) implements ReportBody {}

    /**
     * @param retryable whether another try may work
     * @param reason a short word
     * @param message for people
     */
    record Failed(boolean retryable, String reason, String message, OptionalInt exitCode) implements ReportBody {}

    record Released(String message) implements ReportBody {}
}
