package org.opsflow.domain.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How an id looks outside: a prefix that tells its kind and 26 characters of Crockford's base 32, lower case, which
 * sort as the ids do, for example {@code run_01jd3v6x2kf4qb5n8m7p9r0stw}.
 */
public enum PublicId {
    RUN("run_"),
    STEP("step_"),
    ATTEMPT("att_"),
    OFFER("offer_"),
    SESSION("ses_"),
    ARTIFACT("art_"),
    COMMENT("comment_"),
    MESSAGE("msg_"),
    PERSON("person_"),
    WORKSPACE("ws_"),
    KEY("key_"),
    SIGN_IN("signin_"),
    INVITATION("inv_"),
    AUDIT_ENTRY("audit_"),
    GATE("gate_"),
    CONTROL("ctl_"),
    AGENT_ERROR("err_");

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int[] VALUES = values(ALPHABET);

    private final String prefix;

    PublicId(String prefix) {
        this.prefix = prefix;
    }

    public String of(UUID id) {
        char[] text = new char[LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + new String(text);
    }

    /** The id behind the text; empty when the text is no id of this kind. */
    public Optional<UUID> parse(String text) {
        if (text == null || text.length() != prefix.length() + LENGTH || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            // 26 characters hold 130 bits: the first may only fill the 3 that a UUID leaves it.
            if (value < 0 || (i == prefix.length() && value > 7)) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return Optional.of(new UUID(high, low));
    }

    /** As {@link #parse}, with a problem that names the kind. */
    public UUID require(String text) {
        return parse(text).orElseThrow(() -> Problem.notFound(name().toLowerCase(Locale.ROOT), text));
    }

    private static int[] values(String alphabet) {
        int[] values = new int[128];
        Arrays.fill(values, -1);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i;
        }
        return values;
    }
}
