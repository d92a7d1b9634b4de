package org.opsflow.agent;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where nodes of the server are, one as good as another: it goes round them. Not for several threads.
 */
final class Addresses {
    private final List<String> all;
    private int at;
    /** How many have failed since one of them answered. */
    private int failed;

    Addresses(List<String> all) {
        this.all = List.copyOf(all);
    }

    /**
     * In an order of chance, so that agents with the same list spread over the nodes, and those of a node that went away over
     * all that are left.
     */
    static Addresses shuffled(List<String> all) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled);
        return new Addresses(shuffled);
    }

    /**
     * Those of a list with commas between them, each once.
     *
     * @throws AgentStartException when one is none; names it
     */
    static List<String> parse(String list) {
        LinkedHashSet<String> parsed = new LinkedHashSet<>();
        for (String part : list.split(",", -1)) {
            String address = part.strip();
            if (!isAddress(address)) {
                throw new AgentStartException("Cannot start the agent: server \"" + address + "\" is not HOST:PORT"
                        + (address.equals(list) ? "" : " (in \"" + list + "\")")
                        + ". A host is an address, or a name of letters, digits, dots and hyphens.");
            }
            parsed.add(address);
        }
        return List.copyOf(parsed);
    }

    /** As gRPC will read it, which takes no underscore: all are looked at now, not when the first has failed. */
    private static boolean isAddress(String text) {
        return text.matches("(\\[[^\\]\\s]+]|[^:\\s/]+):[0-9]{1,5}")
                && isPort(text.substring(text.lastIndexOf(':') + 1))
                && isHost(text);
    }

    private static boolean isHost(String text) {
        try {
            return new URI("dns", text, null, null, null).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535;
    }

    String current() {
        return all.get(at);
    }

    /** The current one answered. */
    void answered() {
        failed = 0;
    }

    /** Goes on to the next. True when each of them has failed once more, so that it is time to wait for longer. */
    boolean moveOn() {
        at = (at + 1) % all.size();
        failed++;
        return failed % all.size() == 0;
    }
}
