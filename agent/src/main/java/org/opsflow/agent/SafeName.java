package org.opsflow.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids come from the server and are opaque: what could leave its directory becomes a hash. */
public final class SafeName {
    private SafeName() {}

    /** The id itself if it is a plain file name, else its SHA-256. */
    public static String of(String id) {
        return id.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
                ? id
                : HexFormat.of().formatHex(sha256().digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
