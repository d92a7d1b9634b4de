package org.opsflow.web.board;

import java.util.List;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.Snapshot;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.claim.LoadJson;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** What the server says on the socket; docs/live.md describes it. */
final class Frames {
    static final String PONG = "{\"type\":\"pong\"}";

    private Frames() {}

    static String snapshot(Snapshot snapshot) {
        return JsonText.object(json -> {
            json.write("type", "snapshot")
                    .write("epoch", snapshot.head().epoch())
                    .write("n", snapshot.head().n())
                    .write("at", snapshot.at().toString());
            json.writeStartObject("data");
            BoardJson.snapshot(json, snapshot);
            json.writeEnd();
        });
    }

    /** The answer to a page that can be told what it missed, also when that is nothing. */
    static String nothingYet(ChangeHead seen) {
        return JsonText.object(json -> json.write("type", "changes")
                .write("epoch", seen.epoch())
                .write("from", seen.n() + 1)
                .write("to", seen.n())
                .writeStartArray("changes")
                .writeEnd());
    }

    /** By hand, as the data is JSON already; epochs and types are words of ours that need no escaping. */
    static String changes(String epoch, List<NumberedChange> changes) {
        StringBuilder text = new StringBuilder(changes.size() * 512)
                .append("{\"type\":\"changes\",\"epoch\":\"")
                .append(epoch)
                .append("\",\"from\":")
                .append(changes.get(0).n())
                .append(",\"to\":")
                .append(changes.get(changes.size() - 1).n())
                .append(",\"changes\":[");
        String separator = "";
        for (NumberedChange change : changes) {
            change(text.append(separator), change);
            separator = ",";
        }
        return text.append("]}").toString();
    }

    static void change(StringBuilder text, NumberedChange change) {
        text.append("{\"n\":")
                .append(change.n())
                .append(",\"type\":\"")
                .append(change.type())
                .append("\",\"at\":\"")
                .append(change.at())
                .append("\",\"data\":")
                .append(change.data())
                .append('}');
    }

    static String signals(List<StepSignal> signals) {
        return JsonText.object(json -> {
            json.write("type", "signals");
            json.writeStartArray("data");
            for (StepSignal signal : signals) {
                json.writeStartObject()
                        .write("execution_id", PublicId.RUN.of(signal.runId()))
                        .write("step_id", PublicId.STEP.of(signal.stepId()));
                signal.percent().ifPresent(percent -> json.write("percent", percent));
                signal.line().ifPresent(line -> json.write("line", line));
                if (signal.loop() > 0) {
                    json.write("loop", signal.loop());
                }
                if (signal.maxLoops() > 0) {
                    json.write("max_loops", signal.maxLoops());
                }
                json.write("alive_at", signal.aliveAt().toString()).writeEnd();
            }
            json.writeEnd();
        });
    }

    static String vitals(List<ProcessSignal> signals) {
        return JsonText.object(json -> {
            json.write("type", "vitals");
            json.writeStartArray("data");
            for (ProcessSignal signal : signals) {
                json.writeStartObject().write("agent_id", signal.agent()).write("instance", signal.instance());
                LoadJson.members(json, signal);
                json.writeEnd();
            }
            json.writeEnd();
        });
    }

    static String log(StepOutput.Piece piece) {
        return JsonText.object(json -> json.write("type", "log")
                .write("step_id", PublicId.STEP.of(piece.stepId()))
                .write("attempt", piece.attempt())
                .write("offset", piece.offset())
                .write("text", piece.text()));
    }

    static String error(String code, String message) {
        return JsonText.object(
                json -> json.write("type", "error").write("code", code).write("message", message));
    }
}
