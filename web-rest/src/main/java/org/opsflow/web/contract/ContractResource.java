package org.opsflow.web.contract;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.Optional;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.web.shared.Anonymous;

/** The documents that describe the door, for people and for tools. */
@Path("/")
@ApplicationScoped
public class ContractResource {
    private static final Yaml LIVE = Yaml.read("/asyncapi.yaml");

    @Inject
    Contract contract;

    @Produces
    @Singleton
    static Contract contract() {
        return Contract.read();
    }

    @GET
    @Path("openapi.yaml")
    @Anonymous
    public Response yaml(@Context Request request) {
        return document(request, contract.yaml(), "application/yaml;charset=UTF-8");
    }

    @GET
    @Path("openapi.json")
    @Anonymous
    public Response json(@Context Request request) {
        return document(request, contract.document().toString(), "application/json");
    }

    @GET
    @Path("asyncapi.yaml")
    @Anonymous
    public Response live(@Context Request request) {
        return document(request, LIVE.text(), "application/yaml;charset=UTF-8");
    }

    private static Response document(Request request, String text, String type) {
        EntityTag tag = new EntityTag(HexFormat.of().formatHex(Sha256.of(text)));
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(text, type).tag(tag))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
