package org.opsflow.agent.runner;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.opsflow.agent.AgentEvent;

/** Tells the person at the terminal, in one short line each, what happens. */
final class Narrator implements Consumer<AgentEvent> {
    private final PrintWriter to;

    Narrator(PrintWriter to) {
        this.to = to;
    }

    @Override
    public void accept(AgentEvent event) {
        to.println(line(event));
        to.flush();
    }

    static String line(AgentEvent event) {
        String subject = event.subject();
        return switch (event.kind()) {
            case CONNECTED -> "connected to " + event.detail() + (subject.isEmpty() ? "" : " as " + subject);
            case RECONNECTING ->
                String.format(
                        Locale.ROOT, "reconnecting in %.1f s: %s", Long.parseLong(subject) / 1000.0, event.detail());
            case WORKING -> "working on " + subject + inBrackets(event.detail());
            case DONE -> "done " + subject;
            case FAILED -> "failed " + subject + inBrackets(event.detail());
            case RELEASED -> "released " + subject + inBrackets(event.detail());
            case LOST -> "lost " + subject + inBrackets(event.detail());
            case CANCELLED -> "cancelled " + subject + inBrackets(event.detail());
            case PAUSED -> "paused: no new work until it is resumed";
            case STEP_PAUSED -> "paused " + subject;
            case STEP_RESUMED -> "resumed " + subject;
            case STEERED -> "told " + subject + inBrackets(event.detail());
            case RESUMED -> "resumed";
            case WARNING -> "warning: " + subject + inBrackets(event.detail());
            case STOPPING -> "stopping";
        };
    }

    private static String inBrackets(String detail) {
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }
}
