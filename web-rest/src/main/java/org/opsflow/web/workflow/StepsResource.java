package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.board.BoardJson;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.LogTail;
import org.opsflow.domain.board.StepDetail;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-steps}. */
@Path("workflow-steps/{id}")
@RequestScoped
public class StepsResource {
    @Inject
    BoardView board;

    @Inject
    Visit visit;

    @GET
    public Response get(@PathParam("id") String id) {
        StepDetail step = board.step(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> BoardJson.step(json, step))
                .build();
    }

    @GET
    @Path("logs/output")
    public Response output(@PathParam("id") String id) {
        LogTail tail = board.log(visit.caller(), id);
        return Answer.object(Response.Status.OK, json -> json.write("type", "output")
                        .write("step_id", PublicId.STEP.of(tail.stepId()))
                        .write("attempt", tail.attempt())
                        .write("content", tail.content())
                        .write("offset", tail.offset())
                        .write("size", tail.size())
                        .write("truncated", tail.isTruncated()))
                .build();
    }
}
