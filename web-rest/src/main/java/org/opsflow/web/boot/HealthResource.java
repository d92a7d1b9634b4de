package org.opsflow.web.boot;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.opsflow.domain.board.Vitals;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.shared.Anonymous;
import org.opsflow.web.shared.Site;

/** {@code /api/health}, for monitors and for people; bare, without the envelope. */
@Path("health")
@RequestScoped
public class HealthResource {
    @Inject
    Vitals vitals;

    @Inject
    Readiness readiness;

    @Inject
    Site site;

    @Inject
    Version version;

    @GET
    @Anonymous
    public Response health() {
        boolean database = vitals.databaseAnswers();
        boolean healthy = database && readiness.isReady();
        String body = JsonText.object(json -> {
            json.write("status", word(healthy))
                    // Wall time on purpose: the database's clock is not to be had when the database is not.
                    .write("timestamp", InstantSource.system().millis())
                    .write("version", version.text())
                    .write("environment", site.environment());
            json.writeStartObject("components");
            json.writeStartObject("database").write("status", word(database)).writeEnd();
            json.writeStartObject("server")
                    .write("status", word(readiness.isReady()))
                    .writeEnd();
            json.writeEnd();
        });
        return Response.status(healthy ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build();
    }

    private static String word(boolean well) {
        return well ? "healthy" : "unhealthy";
    }
}
