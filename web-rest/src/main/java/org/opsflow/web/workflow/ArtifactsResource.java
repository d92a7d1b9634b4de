package org.opsflow.web.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.ArtifactReading;
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
    public Response bytes(@PathParam("id") String id, @QueryParam("inline") String inline) {
        Caller caller = visit.caller();
        Artifact artifact = artifacts.find(caller, PublicId.ARTIFACT.require(id));
        boolean shown = "1".equals(inline) && canBeShown(artifact.mimeType());
        return Response.ok((StreamingOutput) out -> write(caller, artifact, out), type(artifact.mimeType()))
                .header(HttpHeaders.CONTENT_LENGTH, artifact.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(shown, artifact.name()))
                .header("Content-Security-Policy", SANDBOX)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable")
                .header(HttpHeaders.ETAG, '"' + hex(artifact) + '"')
                .build();
    }

    private void write(Caller caller, Artifact artifact, OutputStream out) throws IOException {
        Optional<byte[]> chunk = artifacts.chunk(caller, artifact, 0);
        for (int seq = 1; chunk.isPresent(); seq++) {
            out.write(chunk.get());
            chunk = artifacts.chunk(caller, artifact, seq);
        }
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
