package org.opsflow.web.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInPolicy;

/** The cookie that keeps a browser signed in. */
@ApplicationScoped
public class SessionCookie {
    public static final String NAME = "opsflow_session";

    private final Site site;
    private final SignInPolicy policy;

    @Inject
    public SessionCookie(Site site, SignInPolicy policy) {
        this.site = site;
        this.policy = policy;
    }

    SessionCookie() {
        this(null, null);
    }

    public NewCookie holding(SessionToken token) {
        return cookie(token.text(), policy.lifetime());
    }

    public NewCookie cleared() {
        return cookie("", Duration.ZERO);
    }

    private NewCookie cookie(String value, Duration age) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge((int) age.toSeconds())
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .secure(site.isSecure())
                .build();
    }
}
