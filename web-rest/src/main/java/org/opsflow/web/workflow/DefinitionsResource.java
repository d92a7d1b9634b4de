package org.opsflow.web.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.web.shared.Answer;
import org.opsflow.web.shared.Visit;

/** {@code /api/workflow-definitions}. */
@Path("workflow-definitions")
@RequestScoped
public class DefinitionsResource {
    @Inject
    Definitions definitions;

    @Inject
    Visit visit;

    @GET
    public Response list() {
        return Answer.list(definitions.newest(visit.caller()), DefinitionsResource::members);
    }

    @POST
    @Consumes("application/yaml")
    public Response publish(String yaml) {
        Definition published = definitions.publish(visit.caller(), yaml);
        return Answer.object(Response.Status.CREATED, json -> members(json, published))
                .build();
    }

    static void members(JsonGenerator json, Definition definition) {
        json.write("id", definition.slug())
                .write("name", definition.workflow().name())
                .write("description", definition.workflow().description())
                .write("version", definition.version());
        json.writeStartArray("phases");
        definition.workflow().phases().forEach(json::write);
        json.writeEnd();
        json.write(
                "args_schema",
                JsonText.parse(definition.workflow().argsSchema()).orElse(JsonValue.NULL));
        member(json, "created_at", definition.createdAt());
    }
}
