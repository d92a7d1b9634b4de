package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;

/** Opens, finds and ends the sessions of browsers. */
@ApplicationScoped
public class SignInSessions {
    private final SignIns signIns;
    private final SignInPolicy policy;
    private final Ids ids;
    private final InstantSource clock;
    private final Event<SignedOut> signedOut;

    @Inject
    public SignInSessions(
            SignIns signIns, SignInPolicy policy, Ids ids, InstantSource clock, Event<SignedOut> signedOut) {
        this.signIns = signIns;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
        this.signedOut = signedOut;
    }

    SignInSessions() {
        this(null, null, null, null, null);
    }

    @Transactional
    public SessionToken open(Member member, Visitor visitor) {
        SessionToken token = SessionToken.random();
        Instant now = clock.instant();
        signIns.add(new SignIn(ids.next(), member, token, visitor, now, now.plus(policy.lifetime())));
        signIns.removeExpired(now);
        return token;
    }

    /** Who signed in with this token; empty when nobody did, or has signed out since, or the sign-in has expired. */
    public Optional<SignedIn> find(SessionToken token) {
        return signIns.byToken(token.hash(), clock.instant());
    }

    @Transactional
    public void end(UUID signInId) {
        signIns.remove(signInId);
        signedOut.fire(new SignedOut(signInId));
    }

    /** Those of the sign-ins that still stand. */
    @Transactional
    public Set<UUID> alive(Collection<UUID> signInIds) {
        return signInIds.isEmpty() ? Set.of() : signIns.alive(signInIds, clock.instant());
    }
}
