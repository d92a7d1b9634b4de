package org.opsflow.web.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Security-Policy of a page: scripts of our own files only, and those that stand in the page itself, each
 * by its hash (the one that sets the theme before the first paint).
 */
final class ContentPolicy {
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\ssrc\\s*=)[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final String page;

    ContentPolicy(String page) {
        this.page = page;
    }

    String text() {
        return "default-src 'self'; script-src 'self'" + hashes()
                + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
                + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private String hashes() {
        StringBuilder hashes = new StringBuilder();
        Matcher scripts = INLINE.matcher(page);
        while (scripts.find()) {
            hashes.append(" 'sha256-").append(hash(scripts.group(1))).append('\'');
        }
        return hashes.toString();
    }

    private static String hash(String script) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
