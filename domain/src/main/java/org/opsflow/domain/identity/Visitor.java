package org.opsflow.domain.identity;

import org.opsflow.domain.audit.Actor;

/**
 * Where a request comes from.
 *
 * @param address of the network, at most 45 characters; empty when nobody knows
 * @param userAgent what the browser or program calls itself; may be empty
 */
public record Visitor(String address, String userAgent) {
    public static final Visitor UNKNOWN = new Visitor("", "");

    private static final int ADDRESS_LENGTH = 45;

    /** An address with a zone may be longer than all others. */
    public Visitor {
        address = address.substring(0, Math.min(address.length(), ADDRESS_LENGTH));
    }

    /** As the audit log names somebody of whom nothing else is known. */
    public Actor nobody() {
        return Actor.nobody(address, userAgent);
    }
}
