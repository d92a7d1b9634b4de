package org.opsflow.web.board;

import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.Snapshot;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;

/** {@code /ws/board}: one instance for each page, which reads its frames one after the other. */
@ServerEndpoint(value = "/ws/board", subprotocols = BoardSocket.PROTOCOL)
public class BoardSocket {
    static final String PROTOCOL = "opsflow.v1";
    private static final Logger LOG = Logger.getLogger(BoardSocket.class.getName());
    private static final int LONGEST_FRAME = 4_096;

    @Inject
    LiveHub hub;

    @Inject
    BoardView board;

    @Inject
    Resumption resumption;

    private Viewer viewer;
    private boolean resumed;

    @OnOpen
    public void open(Session session) {
        session.setMaxIdleTimeout(Floor.LONGEST_SILENCE.toMillis());
        SocketWire wire = new SocketWire(session);
        if (!(session.getUserPrincipal() instanceof SignedInPrincipal principal)
                || !PROTOCOL.equals(session.getNegotiatedSubprotocol())) {
            wire.close(Wire.POLICY, "Ask for the subprotocol " + PROTOCOL + ".");
            return;
        }
        viewer = new Viewer(principal.signedIn().caller(), wire, SocketTelling.V1);
    }

    @OnMessage(maxMessageSize = LONGEST_FRAME)
    public void message(String text) {
        if (viewer == null) {
            return;
        }
        viewer.heard(System.nanoTime());
        try {
            understand(text);
        } catch (Problem problem) {
            viewer.send(Frames.error(problem.code(), problem.getMessage()));
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "A page's frame could not be served.", failed);
            viewer.send(Frames.error("internal", "Something went wrong on our side: try again."));
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        if (viewer != null) {
            hub.leave(viewer);
        }
    }

    @OnError
    public void error(Throwable failed) {
        LOG.log(Level.FINE, "A page's socket failed.", failed);
    }

    private void understand(String text) {
        JsonObject frame =
                JsonText.parseObject(text).orElseThrow(() -> Problem.invalid("frame", "must be one JSON object"));
        String type = text(frame, "type").orElse("");
        switch (type) {
            case "resume" -> resume(frame);
            case "watch" -> hub.watch(viewer, step(frame));
            case "unwatch" -> hub.unwatch(viewer, step(frame));
            case "ping" -> viewer.send(Frames.PONG);
            default -> throw Problem.invalid("type", "must be resume, watch, unwatch or ping");
        }
    }

    private void resume(JsonObject frame) {
        resumed = true;
        Optional<ChangeHead> since = since(frame).filter(seen -> resumption.isPossible(viewer.workspaceId(), seen));
        if (since.isPresent()) {
            hub.join(viewer, since.get(), Frames.nothingYet(since.get()));
        } else {
            Snapshot snapshot = board.snapshot(viewer.caller());
            hub.join(viewer, snapshot.head(), Frames.snapshot(snapshot));
        }
    }

    private UUID step(JsonObject frame) {
        if (!resumed) {
            throw Problem.invalid("type", "must be resume first");
        }
        String id = text(frame, "step_id").orElseThrow(() -> Problem.invalid("step_id", "must be the id of a step"));
        return board.stepId(viewer.caller(), id);
    }

    private static Optional<ChangeHead> since(JsonObject frame) {
        return text(frame, "epoch").flatMap(epoch -> number(frame, "since").map(n -> new ChangeHead(epoch, n)));
    }

    private static Optional<String> text(JsonObject frame, String name) {
        return frame.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static Optional<Long> number(JsonObject frame, String name) {
        return frame.get(name) instanceof JsonNumber number && number.isIntegral()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
