package org.opsflow.web.board;

import java.util.List;
import java.util.Optional;
import org.opsflow.domain.change.NumberedChange;

/** The frames of the subprotocol {@code opsflow.v1}. */
final class SocketTelling implements Telling {
    static final Telling V1 = new SocketTelling();

    private SocketTelling() {}

    @Override
    public Optional<String> changes(String epoch, List<NumberedChange> changes) {
        return Optional.of(Frames.changes(epoch, changes));
    }

    @Override
    public boolean isOfSignals() {
        return true;
    }

    @Override
    public Optional<String> alive(String epoch, long n) {
        return Optional.empty();
    }
}
