package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.PublicId;

/** Opens the sessions of browsers. Each has a token of its own: one that somebody planted in a browser is worth nothing. */
@ApplicationScoped
public class SignInOpening {
    /** Whoever has more loses the oldest. */
    static final int MOST = 100;

    private final SignIns signIns;
    private final SignInPolicy policy;
    private final Ids ids;
    private final InstantSource clock;
    private final Audit audit;

    @Inject
    public SignInOpening(SignIns signIns, SignInPolicy policy, Ids ids, InstantSource clock, Audit audit) {
        this.signIns = signIns;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
    }

    SignInOpening() {
        this(null, null, null, null, null);
    }

    @Transactional
    public SessionToken open(Member member, Visitor visitor) {
        SessionToken token = SessionToken.random();
        Instant now = clock.instant();
        signIns.removeExpired(now);
        List<SignIn> others = signIns.of(member.personId(), now);
        others.stream().skip(MOST - 1).map(SignIn::id).forEach(signIns::remove);
        SignIn signIn = new SignIn(ids.next(), member, token, visitor, now, now.plus(policy.lifetime()));
        signIns.add(signIn);
        audit.done(
                Actor.claimed(member.workspaceId(), member.personId(), visitor.address(), visitor.userAgent()),
                "auth.login",
                new Target("session", PublicId.SIGN_IN.of(signIn.id())));
        return token;
    }
}
