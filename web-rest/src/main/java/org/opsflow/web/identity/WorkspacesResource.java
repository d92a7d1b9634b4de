package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.opsflow.domain.identity.OwnWorkspaces;
import org.opsflow.domain.identity.OwnWorkspaces.Joined;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.WorkspaceCreation;
import org.opsflow.domain.identity.WorkspaceSettings;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/workspaces}. */
@Path("workspaces")
@RequestScoped
public class WorkspacesResource {
    @Inject
    OwnWorkspaces own;

    @Inject
    WorkspaceCreation creation;

    @Inject
    WorkspaceSettings settings;

    @Inject
    Visit visit;

    @GET
    public Response list() {
        return Answer.list(own.list(visit.caller()), this::members);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(String body) {
        RequestFields fields = RequestFields.of(body);
        String name = fields.text("name");
        Optional<String> slug = fields.optionalText("slug");
        fields.check();
        Workspace created = creation.create(visit.caller(), name, slug);
        return answer(Response.Status.CREATED, new Joined(created, Role.OWNER));
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return answer(Response.Status.OK, joined(settings.get(visit.caller(), id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        String name = fields.text("name");
        fields.check();
        return answer(Response.Status.OK, joined(settings.rename(visit.caller(), id, name)));
    }

    private Joined joined(Workspace workspace) {
        return new Joined(workspace, visit.caller().role());
    }

    private Response answer(Response.Status status, Joined joined) {
        return Answer.object(status, json -> members(json, joined)).build();
    }

    private void members(JsonGenerator json, Joined joined) {
        MeJson.workspace(json, joined.workspace());
        json.write("role", joined.role().word())
                .write("active", joined.workspace().id().equals(visit.caller().workspaceId()))
                .write("created_at", joined.workspace().createdAt().toString());
    }
}
