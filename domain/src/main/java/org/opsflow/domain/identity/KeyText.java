package org.opsflow.domain.identity;

import java.util.regex.Pattern;

/** A key in clear, {@code owf_<slug>_<32 of [A-Za-z0-9]>}: the slug tells people whose it is and decides nothing. */
record KeyText(String text) {
    private static final int RANDOM_LENGTH = 32;
    private static final int SHOWN = 4;
    private static final Pattern SHAPE = Pattern.compile("owf_[a-z0-9-]{1,42}_[A-Za-z0-9]{" + RANDOM_LENGTH + "}");

    static KeyText random(String slug) {
        return new KeyText("owf_" + slug + "_" + Secrets.characters(RANDOM_LENGTH));
    }

    static boolean isShapedLikeOne(String text) {
        return text != null && SHAPE.matcher(text).matches();
    }

    byte[] hash() {
        return Secrets.sha256(text);
    }

    /** Enough to recognise the key, not enough to use it. */
    String prefix() {
        return text.substring(0, text.length() - RANDOM_LENGTH + SHOWN);
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
