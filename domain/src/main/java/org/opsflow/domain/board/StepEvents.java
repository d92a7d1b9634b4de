package org.opsflow.domain.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.opsflow.domain.shared.JsonText;

/** What happened to the attempts of a step, one JSON object a line, in the order of time. */
final class StepEvents {
    private record Event(Instant at, String line) {}

    private StepEvents() {}

    static String lines(List<SeenAttempt> attempts) {
        List<Event> events = new ArrayList<>();
        for (SeenAttempt attempt : attempts) {
            events.add(event(attempt.leasedAt(), "claimed", attempt));
            attempt.startedAt().ifPresent(at -> events.add(event(at, "started", attempt)));
            attempt.endedAt()
                    .ifPresent(at -> events.add(event(at, attempt.state().word(), attempt)));
        }
        return events.stream()
                .sorted(Comparator.comparing(Event::at))
                .map(event -> event.line() + "\n")
                .collect(Collectors.joining());
    }

    private static Event event(Instant at, String what, SeenAttempt attempt) {
        boolean isEnd = attempt.endedAt().filter(at::equals).isPresent();
        return new Event(at, JsonText.object(json -> {
            json.write("at", at.toString())
                    .write("event", what)
                    .write("attempt", attempt.number())
                    .write("fence", attempt.fence())
                    .write("agent", attempt.agent().slug())
                    .write("instance", attempt.agent().instance());
            if (isEnd) {
                attempt.exitCode().ifPresent(code -> json.write("exit_code", code));
                attempt.reason().ifPresent(reason -> json.write("reason", reason));
                attempt.errorMessage().ifPresent(message -> json.write("error_message", message));
            }
        }));
    }
}
