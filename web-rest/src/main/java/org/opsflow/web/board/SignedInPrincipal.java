package org.opsflow.web.board;

import java.security.Principal;
import org.opsflow.domain.identity.SignedIn;

/** Carries the sign-in from the handshake's request to the socket. */
record SignedInPrincipal(SignedIn signedIn) implements Principal {
    @Override
    public String getName() {
        return signedIn.person().email();
    }
}
