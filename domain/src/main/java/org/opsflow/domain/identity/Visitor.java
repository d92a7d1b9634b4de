package org.opsflow.domain.identity;

/**
 * Where a request comes from.
 *
 * @param address of the network, at most 45 characters
 * @param userAgent what the browser calls itself; may be empty
 */
public record Visitor(String address, String userAgent) {}
