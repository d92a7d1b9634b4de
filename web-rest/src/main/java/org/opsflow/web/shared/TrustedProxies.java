package org.opsflow.web.shared;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.opsflow.domain.identity.Visitor;

/**
 * The reverse proxies whose word is taken on where a call comes from. Anybody can send {@code X-Forwarded-For}, and each
 * proxy appends what it saw: so it is read from its end, and only as far as trusted proxies wrote it.
 *
 * @param addresses as the server sees them
 */
public record TrustedProxies(Set<String> addresses) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    /** From where a request comes. */
    public Visitor visitor(HttpServletRequest request) {
        String program = request.getHeader(HttpHeaders.USER_AGENT);
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        return new Visitor(origin(request.getRemoteAddr(), hops), Objects.requireNonNullElse(program, ""));
    }

    String origin(String peer, List<String> hops) {
        String nearest = peer;
        for (int i = hops.size() - 1; i >= 0 && addresses.contains(nearest); i--) {
            if (!ADDRESS.matcher(hops.get(i)).matches()) {
                return nearest;
            }
            nearest = hops.get(i);
        }
        return nearest;
    }
}
