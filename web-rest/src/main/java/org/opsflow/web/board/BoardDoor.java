package org.opsflow.web.board;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.RefusedAttempts;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Problem;
import org.opsflow.web.shared.ProblemDocuments;
import org.opsflow.web.shared.SessionCookie;
import org.opsflow.web.shared.Site;
import org.opsflow.web.shared.TrustedProxies;

/**
 * Refuses handshakes of strangers. A filter, since an endpoint's configurator cannot choose the status of a refusal.
 * The origin is checked because a browser sends our cookie along for any site that opens a socket to us.
 */
public class BoardDoor implements Filter {
    @Inject
    SignInSessions sessions;

    @Inject
    Site site;

    @Inject
    RefusedAttempts refused;

    @Inject
    TrustedProxies proxies;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        Optional<SignedIn> signedIn;
        try {
            signedIn = signedIn(asked);
        } catch (Problem foreign) {
            ProblemDocuments.send(answer, foreign);
            return;
        }
        if (signedIn.isEmpty()) {
            refuse(asked, answer, signedIn, Problem.unauthenticated("unauthenticated", "Sign in first."));
        } else if (!site.isOrigin(asked.getHeader("Origin"), asked.getHeader(HttpHeaders.HOST))) {
            refuse(asked, answer, signedIn, Problem.forbidden("origin", "The Origin of this socket is not this site."));
        } else {
            chain.doFilter(new SignedInRequest(asked, signedIn.get()), response);
        }
    }

    /** @throws Problem when the workspace that is named is none of the person's */
    private Optional<SignedIn> signedIn(HttpServletRequest asked) {
        Optional<String> workspace = Optional.ofNullable(asked.getParameter("workspace"));
        return token(asked).flatMap(token -> sessions.find(token, workspace));
    }

    private void refuse(HttpServletRequest asked, HttpServletResponse answer, Optional<SignedIn> signedIn, Problem why)
            throws IOException {
        Visitor visitor = proxies.visitor(asked);
        Actor actor =
                signedIn.map(known -> known.caller().from(visitor).actor()).orElseGet(visitor::nobody);
        refused.add(actor, "access", why.code(), Target.operation("GET /ws/board"));
        ProblemDocuments.send(answer, why);
    }

    private static Optional<SessionToken> token(HttpServletRequest asked) {
        Cookie[] cookies = asked.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
                .map(cookie -> new SessionToken(cookie.getValue()))
                .findFirst();
    }

    private static final class SignedInRequest extends HttpServletRequestWrapper {
        private final SignedIn signedIn;

        SignedInRequest(HttpServletRequest request, SignedIn signedIn) {
            super(request);
            this.signedIn = signedIn;
        }

        @Override
        public Principal getUserPrincipal() {
            return new SignedInPrincipal(signedIn);
        }
    }
}
