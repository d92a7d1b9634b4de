package org.opsflow.web.shared;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import org.opsflow.domain.identity.ApiKeys;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.WorkspaceSettings;
import org.opsflow.domain.shared.Problem;

/** Lets nobody through whom it does not know, except to calls that are {@link Anonymous}. */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class Authentication implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    @Inject
    SignInSessions sessions;

    @Inject
    ApiKeys keys;

    @Inject
    WorkspaceSettings settings;

    @Inject
    Visit visit;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null || resource.getResourceMethod().isAnnotationPresent(Anonymous.class)) {
            return;
        }
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Cookie cookie = request.getCookies().get(SessionCookie.NAME);
        if (authorization != null) {
            program(authorization, workspace(request));
        } else if (cookie != null) {
            browser(request, new SessionToken(cookie.getValue()));
        } else {
            throw Visit.nobody();
        }
    }

    /** Two tabs may look at two workspaces: each call can name its own. Readers of events cannot send headers. */
    private static Optional<String> workspace(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString("Opsflow-Workspace"))
                .or(() -> Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst("workspace")));
    }

    private void program(String authorization, Optional<String> workspace) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Visit.nobody();
        }
        String key = authorization.substring(BEARER.length()).strip();
        Caller caller = keys.authenticate(key).orElseThrow(() -> opensNothing(key));
        visit.by(caller);
        workspace.ifPresent(slug -> settings.requireIn(caller, slug));
    }

    /** The answer does not tell whether somebody had the key; the audit log does. */
    private Problem opensNothing(String key) {
        keys.lapsed(key, visit.visitor()).ifPresent(visit::byFormer);
        return Problem.unauthenticated("unauthenticated", "This key opens nothing: it is unknown, expired or revoked.");
    }

    private void browser(ContainerRequestContext request, SessionToken token) {
        visit.by(sessions.find(token, workspace(request))
                .map(signedIn -> new Visit.Browser(signedIn, token))
                .orElseThrow(Visit::nobody));
        if (!SAFE.contains(request.getMethod()) && !token.hasCsrf(request.getHeaderString("X-CSRF-Token"))) {
            throw Problem.forbidden(
                    "csrf", "The header X-CSRF-Token is missing or wrong: send csrf_token of GET /api/auth/me.");
        }
    }
}
