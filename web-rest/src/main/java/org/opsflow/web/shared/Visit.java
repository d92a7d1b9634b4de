package org.opsflow.web.shared;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Problem;

/** Who makes the present request; set by {@link Authentication} before any resource is called. */
@RequestScoped
public class Visit {
    /** A sign-in and the cookie that proved it. */
    public record Browser(SignedIn signedIn, SessionToken token) {}

    @Inject
    private HttpServletRequest request;

    @Inject
    private TrustedProxies proxies;

    private Caller caller;
    private Actor former;
    private Browser browser;

    void by(Caller program) {
        caller = program.from(visitor());
    }

    /** Whose key it was that opens nothing any more. */
    void byFormer(Actor holder) {
        former = holder;
    }

    void by(Browser page) {
        browser = page;
        caller = page.signedIn().caller().from(visitor());
    }

    /** From where; known before anybody is. */
    public Visitor visitor() {
        return proxies.visitor(request);
    }

    /** Whoever it is, known or not. */
    Actor actor() {
        Actor unknown = former == null ? visitor().nobody() : former;
        return caller == null ? unknown : caller.actor();
    }

    public Caller caller() {
        return Optional.ofNullable(caller).orElseThrow(Visit::nobody);
    }

    /** Of the cookie; empty for programs, which have a key and no sign-in. */
    public Optional<SessionToken> token() {
        return Optional.ofNullable(browser).map(Browser::token);
    }

    static Problem nobody() {
        return Problem.unauthenticated("unauthenticated", "Sign in first, or send a key: Authorization: Bearer owf_…");
    }
}
