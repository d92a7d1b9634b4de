package org.opsflow.web.board;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
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
    BoardView board;

    @Inject
    Resumption resumption;

    @Inject
    OpenStreams streams;

    @Inject
    Visit visit;

    /** What is answered here is the head of the answer; {@link EventsDoor} sends the rest, which does not end. */
    @GET
    @Produces(EVENTS)
    public Response follow(
            @QueryParam("since") String since,
            @HeaderParam("Last-Event-ID") String last,
            @QueryParam("types") String types,
            @Context HttpServletRequest request) {
        Caller caller = visit.caller();
        TypeFilter filter = Optional.ofNullable(types)
                .map(TypeFilter::of)
                .orElse(TypeFilter.ALL)
                .seenBy(caller);
        Optional<ChangeHead> seen =
                Optional.ofNullable(last).or(() -> Optional.ofNullable(since)).map(EventsResource::place);
        ChangeHead head = board.head(caller);
        if (!request.getMethod().equals(HttpMethod.HEAD)) {
            boolean isMissing = seen.filter(place -> !resumption.isPossible(caller.workspaceId(), place))
                    .isPresent();
            ChangeHead from = isMissing ? head : seen.orElse(head);
            String first = EventTelling.first(isMissing ? "reset" : "ready", from);
            EventsDoor.lead(
                    request,
                    new EventsDoor.Opening(caller, new EventTelling(filter), from, first, streams.take(caller)));
        }
        return Response.ok()
                .type(EVENTS + ";charset=UTF-8")
                // Proxies that collect an answer before they pass it on would pass on nothing.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /** The contract has refused whatever is none. */
    private static ChangeHead place(String id) {
        int colon = id.indexOf(':');
        return new ChangeHead(id.substring(0, colon), Long.parseLong(id.substring(colon + 1)));
    }
}
