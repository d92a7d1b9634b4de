package org.opsflow.web.shared;

import java.net.URI;

/**
 * How the world reaches this server.
 *
 * @param address with scheme and host, for example {@code https://ops.example.org}
 * @param environment as shown by health, for example {@code production}
 */
public record Site(URI address, String environment) {
    private static final int DEFAULT_PORT = -1;

    public boolean isSecure() {
        return "https".equals(address.getScheme());
    }

    /** Whether a browser page of this origin is one of ours: it came from our address, or from the host it now asks. */
    public boolean isOrigin(String origin, String host) {
        if (origin == null) {
            return false;
        }
        int scheme = origin.indexOf("://");
        return origin.equals(origin())
                || (scheme > 0 && origin.substring(scheme + 3).equals(host));
    }

    private String origin() {
        String port = address.getPort() == DEFAULT_PORT ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }
}
