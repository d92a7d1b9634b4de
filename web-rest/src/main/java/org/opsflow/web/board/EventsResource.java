package org.opsflow.web.board;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.identity.Caller;
import org.opsflow.web.shared.Visit;

/** {@code /api/events}: the changes of the caller's workspace as server-sent events. */
@Path("events")
@RequestScoped
public class EventsResource {
    private static final String EVENTS = "text/event-stream";

    @Inject
    LiveHub hub;

    @Inject
    BoardView board;

    @Inject
    Resumption resumption;

    @Inject
    OpenStreams streams;

    @Inject
    Visit visit;

    /** Jersey only starts the answer that does not end; it is written to as the reader takes it, by no thread of its own. */
    @GET
    @Produces(EVENTS)
    public void follow(
            @QueryParam("since") String since,
            @HeaderParam("Last-Event-ID") String last,
            @QueryParam("types") String types,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse suspended)
            throws IOException {
        Caller caller = visit.caller();
        TypeFilter filter = Optional.ofNullable(types).map(TypeFilter::of).orElse(TypeFilter.ALL);
        Optional<ChangeHead> seen =
                Optional.ofNullable(last).or(() -> Optional.ofNullable(since)).map(EventsResource::place);
        ChangeHead head = board.head(caller);
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            suspended.resume(Response.ok().type(EVENTS).build());
            return;
        }
        boolean isMissing = seen.filter(place -> !resumption.isPossible(caller.workspaceId(), place))
                .isPresent();
        ChangeHead from = isMissing ? head : seen.orElse(head);
        open(caller, filter, request.getAsyncContext(), from, EventTelling.first(isMissing ? "reset" : "ready", from));
    }

    private void open(Caller caller, TypeFilter filter, AsyncContext answer, ChangeHead from, String first)
            throws IOException {
        HttpServletResponse response = (HttpServletResponse) answer.getResponse();
        ServletOutputStream out = response.getOutputStream();
        OpenStreams.Stream stream = streams.take(caller);
        response.setContentType(EVENTS + ";charset=UTF-8");
        // Proxies that collect an answer before they pass it on would pass on nothing.
        response.setHeader("X-Accel-Buffering", "no");
        StreamWire wire = new StreamWire(answer, out, stream);
        Viewer viewer = new Viewer(caller, wire, new EventTelling(filter));
        stream.isReadBy(viewer);
        // First, since who is gone at once leaves at once.
        hub.join(viewer, from, first);
        wire.open();
    }

    /** The contract has refused whatever is none. */
    private static ChangeHead place(String id) {
        int colon = id.indexOf(':');
        return new ChangeHead(id.substring(0, colon), Long.parseLong(id.substring(colon + 1)));
    }
}
