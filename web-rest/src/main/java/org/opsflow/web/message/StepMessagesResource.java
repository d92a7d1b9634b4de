package org.opsflow.web.message;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.message.MessageJson;
import org.opsflow.domain.message.MessageReading;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-steps/{id}/messages}. */
@Path("workflow-steps/{id}/messages")
@RequestScoped
public class StepMessagesResource {
    @Inject
    MessageReading messages;

    @Inject
    Visit visit;

    @GET
    public Response list(@PathParam("id") String id, @BeanParam Paging paging) {
        return Answer.page(messages.ofStep(visit.caller(), id, paging.wanted()), MessageJson::members);
    }
}
