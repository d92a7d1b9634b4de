package org.opsflow.domain.workflow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What an agent must be able to do to take a step. Steps with the same requirement share one queue.
 *
 * @param key a hash of the capabilities, the same everywhere
 * @param capabilities sorted, without doubles; labels among them as {@code key=value}
 */
public record Requirement(UUID key, List<String> capabilities) {

    public static Requirement of(Collection<String> capabilities) {
        List<String> sorted = capabilities.stream().sorted().distinct().toList();
        return new Requirement(hash(String.join(" ", sorted)), sorted);
    }

    public boolean metBy(Set<String> offered) {
        return offered.containsAll(capabilities);
    }

    private static UUID hash(String text) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
