package org.opsflow.web.board;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One page's socket. */
final class SocketWire implements Wire {
    private static final Logger LOG = Logger.getLogger(SocketWire.class.getName());

    private final Session session;

    SocketWire(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        try {
            session.getAsyncRemote().sendText(text, result -> done.accept(result.isOK()));
        } catch (IllegalStateException | IllegalArgumentException gone) {
            LOG.log(Level.FINE, "A page went away while it was told something.", gone);
            done.accept(false);
        }
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.FINE, "A page was gone before it could be disconnected.", gone);
        }
    }
}
