package org.opsflow.domain.bad;

/** In Turkish another word. */
public final class UsesADefaultLocale {
    String word(String text) {
        return text.toLowerCase();
    }
}
