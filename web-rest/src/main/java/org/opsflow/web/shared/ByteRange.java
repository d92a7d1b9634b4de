package org.opsflow.web.shared;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of some bytes that the header Range asks for (RFC 9110). What asks for several parts, or cannot be read, asks
 * for all.
 *
 * @param length 0 when the part begins beyond the end
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** @param size of all; empty when all are wanted */
    static Optional<ByteRange> of(String header, long size) {
        Matcher parts = ONE.matcher(header == null ? "" : header);
        if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (parts.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(parts.group(2)));
            return Optional.of(new ByteRange(size - last, last));
        }
        long from = Long.parseLong(parts.group(1));
        long to = parts.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(parts.group(2));
        if (to < from) {
            return Optional.empty();
        }
        long end = to == Long.MAX_VALUE ? size : Math.min(size, to + 1);
        return Optional.of(new ByteRange(from, Math.max(0, end - from)));
    }

    boolean isSatisfiable() {
        return length > 0;
    }
}
