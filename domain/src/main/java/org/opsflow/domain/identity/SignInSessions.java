package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the sessions of browsers. */
@ApplicationScoped
public class SignInSessions {
    private final SignIns signIns;
    private final InstantSource clock;
    private final LastUse uses;

    @Inject
    public SignInSessions(SignIns signIns, InstantSource clock, LastUse uses) {
        this.signIns = signIns;
        this.clock = clock;
        this.uses = uses;
    }

    SignInSessions() {
        this(null, null, null);
    }

    /** Who signed in with this token; empty when nobody did, or has signed out since, or the sign-in has expired. */
    public Optional<SignedIn> find(SessionToken token) {
        Optional<SignedIn> found = signIns.byToken(token.hash(), clock.instant());
        found.flatMap(signedIn -> signedIn.caller().credential()).ifPresent(uses::note);
        return found;
    }
}
