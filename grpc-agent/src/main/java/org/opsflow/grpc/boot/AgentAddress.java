package org.opsflow.grpc.boot;

/**
 * Where agents connect.
 *
 * @param address to bind to
 * @param port 0 for any free one
 */
public record AgentAddress(String address, int port) {}
