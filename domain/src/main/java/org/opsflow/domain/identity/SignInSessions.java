package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/**
 * Finds the sessions of browsers, in transactions: what a request reads without one Payara keeps beside the request, and
 * was seen to find closed at its end, which made a 500 of the answer.
 */
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
    @Transactional
    public Optional<SignedIn> find(SessionToken token) {
        return noted(signIns.byToken(token.hash(), clock.instant()));
    }

    /**
     * As {@link #find(SessionToken)}, in the workspace that the call names, else in that of the sign-in.
     *
     * @throws Problem when somebody signed in who is no member of that workspace, or there is none
     */
    @Transactional
    public Optional<SignedIn> find(SessionToken token, Optional<String> slug) {
        if (slug.isEmpty()) {
            return find(token);
        }
        Optional<SignedIn> there =
                slug.filter(Slug::isOne).flatMap(known -> noted(signIns.byToken(token.hash(), known, clock.instant())));
        if (there.isEmpty() && find(token).isPresent()) {
            throw Problem.notFound("workspace", slug.get()).naming("workspace");
        }
        return there;
    }

    private Optional<SignedIn> noted(Optional<SignedIn> found) {
        found.flatMap(signedIn -> signedIn.caller().credential()).ifPresent(uses::note);
        return found;
    }
}
