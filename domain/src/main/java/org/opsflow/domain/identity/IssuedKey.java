package org.opsflow.domain.identity;

/**
 * A key as it was made.
 *
 * @param text in clear; nobody can read it again
 */
public record IssuedKey(ApiKey key, String text) {
    @Override
    public String toString() {
        return "IssuedKey[" + key.prefix() + "…]";
    }
}
