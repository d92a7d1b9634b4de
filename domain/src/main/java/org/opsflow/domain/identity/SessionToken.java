package org.opsflow.domain.identity;

import java.security.MessageDigest;
import java.util.Base64;

/**
 * The secret in a browser's cookie: 256 random bits. Only its hash is stored, and the CSRF token is derived from it, so
 * the database holds nothing that signs in.
 */
public record SessionToken(String text) {
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static SessionToken random() {
        return new SessionToken(BASE64.encodeToString(Secrets.bytes(BYTES)));
    }

    byte[] hash() {
        return Secrets.sha256(text);
    }

    /** What the page sends along to show that it could read an answer of ours, not only send our cookie. */
    public String csrf() {
        return BASE64.encodeToString(Secrets.sha256("csrf:" + text));
    }

    /** Takes the same time wherever the difference is. */
    public boolean hasCsrf(String candidate) {
        return candidate != null && MessageDigest.isEqual(Secrets.sha256(csrf()), Secrets.sha256(candidate));
    }

    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
