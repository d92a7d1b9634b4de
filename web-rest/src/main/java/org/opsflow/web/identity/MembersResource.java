package org.opsflow.web.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.identity.Members;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.RequestFields;
import org.opsflow.web.shared.Visit;

/** {@code /api/members}. */
@Path("members")
@RequestScoped
public class MembersResource {
    @Inject
    Members members;

    @Inject
    Visit visit;

    @GET
    public Response list(@BeanParam Paging paging) {
        return Answer.page(members.list(visit.caller(), paging.wanted()), MembersResource::members);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changeRole(@PathParam("id") String id, String body) {
        RequestFields fields = RequestFields.of(body);
        String role = fields.text("role");
        fields.check();
        Members.Named changed = members.changeRole(visit.caller(), id, Role.of(role));
        return Answer.object(Response.Status.OK, json -> members(json, changed)).build();
    }

    @DELETE
    @Path("{id}")
    public Response remove(@PathParam("id") String id) {
        members.remove(visit.caller(), id);
        return Response.noContent().build();
    }

    private static void members(JsonGenerator json, Members.Named named) {
        json.write("id", PublicId.PERSON.of(named.person().id()))
                .write("name", named.person().name())
                .write("email", named.person().email())
                .write("role", named.member().role().word())
                .write("joined_at", named.member().createdAt().toString());
    }
}
