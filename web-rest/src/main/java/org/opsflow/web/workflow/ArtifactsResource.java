package org.opsflow.web.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.web.shared.ByteAnswer;
import org.opsflow.web.shared.Visit;

/** {@code /api/artifacts}. */
@Path("artifacts/{id}")
@RequestScoped
public class ArtifactsResource {
    /** An artifact is a stranger's page on our origin: it may show itself and do nothing. */
    private static final String SANDBOX =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'";

    @Inject
    ArtifactReading artifacts;

    @Inject
    Visit visit;

    @GET
    public Response bytes(
            @PathParam("id") String id,
            @QueryParam("inline") String inline,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String condition,
            @Context Request request) {
        Caller caller = visit.caller();
        Artifact artifact = artifacts.find(caller, PublicId.ARTIFACT.require(id));
        EntityTag tag = new EntityTag(hex(artifact));
        boolean shown = "1".equals(inline) && canBeShown(artifact.mimeType());
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> ByteAnswer.of(
                        isOfThis(condition, tag) ? range : null,
                        artifact.sizeBytes(),
                        type(artifact.mimeType()),
                        (from, length) -> artifacts.read(caller, artifact, from, length)))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(shown, artifact.name()))
                .header("Content-Security-Policy", SANDBOX)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .tag(tag)
                .build();
    }

    /** Whoever has a part of another file wants all of this one. */
    private static boolean isOfThis(String condition, EntityTag tag) {
        return condition == null || condition.equals('"' + tag.getValue() + '"');
    }

    static void members(JsonGenerator json, Artifact artifact) {
        json.write("id", PublicId.ARTIFACT.of(artifact.id()))
                .write("workflow_run_id", PublicId.RUN.of(artifact.runId()))
                .write("workflow_run_step_id", PublicId.STEP.of(artifact.stepId()))
                .write("name", artifact.name())
                .write("file_type", artifact.fileType())
                .write("mime_type", artifact.mimeType())
                .write("size_bytes", artifact.sizeBytes())
                .write("sha256", hex(artifact));
        member(json, "created_at", artifact.createdAt());
    }

    private static String hex(Artifact artifact) {
        return HexFormat.of().formatHex(artifact.sha256());
    }

    private static boolean canBeShown(String mimeType) {
        return mimeType.startsWith("text/") || mimeType.startsWith("image/") || mimeType.equals("application/json");
    }

    private static String type(String mimeType) {
        return mimeType.startsWith("text/") || mimeType.endsWith("json") ? mimeType + "; charset=utf-8" : mimeType;
    }

    private static String disposition(boolean shown, String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + encoded;
    }
}
