package org.opsflow.web.agent;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.opsflow.web.shared.Answer;

/** {@code /api/agent-door}: what stands after {@code --server} in the command that starts an agent. */
@Path("agent-door")
@RequestScoped
public class AgentDoorResource {
    @Inject
    AgentDoor door;

    @GET
    public Response find() {
        return Answer.object(Response.Status.OK, json -> json.write("address", door.address()))
                .build();
    }
}
