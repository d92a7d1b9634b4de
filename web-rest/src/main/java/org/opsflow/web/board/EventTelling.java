package org.opsflow.web.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.JsonText;

/**
 * Server-sent events, one for each change that is asked for. Its id is where the reader stands; a comment with an id
 * moves on those whose filter leaves everything out, so that they can resume as well.
 */
record EventTelling(TypeFilter types) implements Telling {
    /** Says nothing, to nobody but the network. */
    static final String COMMENT = ": alive\n\n";

    private static final long RECONNECT_MILLIS = 2_000;

    /** The first event: what follows begins after a change, which the reader asked for, or did not and must load anew. */
    static String first(String event, ChangeHead head) {
        String data = JsonText.object(json -> json.write("epoch", head.epoch()).write("n", head.n()));
        return "retry: " + RECONNECT_MILLIS + "\nevent: " + event + "\nid: " + id(head.epoch(), head.n()) + "\ndata: "
                + data + "\n\n";
    }

    @Override
    public Optional<String> changes(String epoch, List<NumberedChange> changes) {
        StringBuilder text = new StringBuilder();
        for (NumberedChange change : changes) {
            if (types.includes(change.type())) {
                text.append("id: ").append(id(epoch, change.n())).append("\ndata: ");
                Frames.change(text, change);
                text.append("\n\n");
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    @Override
    public boolean isOfSignals() {
        return false;
    }

    @Override
    public Optional<String> alive(String epoch, long n) {
        return Optional.of(": alive\nid: " + id(epoch, n) + "\n\n");
    }

    private static String id(String epoch, long n) {
        return epoch + ":" + n;
    }
}
