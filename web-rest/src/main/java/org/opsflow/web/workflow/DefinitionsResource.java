package org.opsflow.web.workflow;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.opsflow.domain.shared.Problem.FieldError;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.DefinitionReading;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Paging;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-definitions}. */
@Path("workflow-definitions")
@RequestScoped
public class DefinitionsResource {
    private static final String YAML = "application/yaml";

    @Inject
    Definitions definitions;

    @Inject
    DefinitionReading reading;

    @Inject
    Visit visit;

    @GET
    public Response list(@BeanParam Paging paging) {
        return Answer.page(reading.list(visit.caller(), paging.wanted()), DefinitionJson::members);
    }

    @POST
    @Consumes(YAML)
    public Response publish(String yaml) {
        Definition published = definitions.publish(visit.caller(), yaml);
        return Answer.object(Response.Status.CREATED, json -> DefinitionJson.members(json, published))
                .build();
    }

    @POST
    @Path("validate")
    @Consumes(YAML)
    public Response validate(String yaml) {
        List<FieldError> flaws = definitions.flaws(visit.caller(), yaml);
        return Answer.object(Response.Status.OK, json -> DefinitionJson.flaws(json, flaws))
                .build();
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id, @QueryParam("version") Integer version) {
        var found = reading.find(visit.caller(), id, Optional.ofNullable(version));
        return Answer.object(Response.Status.OK, json -> DefinitionJson.detail(json, found))
                .build();
    }
}
