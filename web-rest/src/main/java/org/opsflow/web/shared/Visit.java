package org.opsflow.web.shared;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignedIn;
import org.opsflow.domain.shared.Problem;

/** Who makes the present request; set by {@link Authentication} before any resource is called. */
@RequestScoped
public class Visit {
    /** A sign-in and the cookie that proved it. */
    public record Browser(SignedIn signedIn, SessionToken token) {}

    private Caller caller;
    private Browser browser;

    void by(Caller program) {
        caller = program;
    }

    void by(Browser page) {
        browser = page;
        caller = page.signedIn().caller();
    }

    public Caller caller() {
        return Optional.ofNullable(caller).orElseThrow(Visit::nobody);
    }

    /** Refuses programs: what they have is a key, not a sign-in. */
    public Browser browser() {
        return Optional.ofNullable(browser).orElseThrow(Visit::nobody);
    }

    static Problem nobody() {
        return Problem.unauthenticated("unauthenticated", "Sign in first, or send a key: Authorization: Bearer owf_…");
    }
}
