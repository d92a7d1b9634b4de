package org.opsflow.web.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.Set;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.JsonText;

/** Tells the audit log of calls that were refused because of who made them, or of how many they made. */
@Provider
@ApplicationScoped
public class RefusalNotes implements ContainerResponseFilter {
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
    /** Told by the use case, which knows whose password it was. */
    private static final String WRONG_PASSWORD = "invalid_credentials";

    @Inject
    RefusedAttempts attempts;

    @Inject
    Visit visit;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!REFUSALS.contains(answer.getStatus())) {
            return;
        }
        String code = code(answer.getEntity());
        if (!code.equals(WRONG_PASSWORD)) {
            attempts.add(visit.actor(), "access", code, Target.operation(request.getMethod() + " " + path()));
        }
    }

    private static String code(Object entity) {
        return entity instanceof String text
                ? JsonText.parseObject(text)
                        .map((JsonObject problem) -> problem.getString("code", ""))
                        .orElse("")
                : "";
    }

    /** As in the description of the API: what stands in place of its parameters may be anything. */
    private String path() {
        if (resource.getResourceMethod() == null) {
            return "/api";
        }
        return ("/api/" + path(resource.getResourceClass()) + "/" + path(resource.getResourceMethod()))
                .replaceAll("/{2,}", "/")
                .replaceAll("/$", "");
    }

    private static String path(AnnotatedElement annotated) {
        return Optional.ofNullable(annotated.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
    }
}
