package org.opsflow.domain.identity;

/**
 * Where a request comes from.
 *
 * @param address of the network, at most 45 characters; empty when nobody knows
 * @param userAgent what the browser or program calls itself; may be empty
 */
public record Visitor(String address, String userAgent) {
    public static final Visitor UNKNOWN = new Visitor("", "");
}
