package org.opsflow.agent;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where nodes of the server are, one as good as another. The first is chosen at random, so that agents with the same list
 * spread over them; from there it goes round in the order in which they were given. Not for several threads.
 */
final class Addresses {
    private final List<String> all;
    private int at;
    /** How many have failed since one of them answered. */
    private int failed;

    /** @param random chooses from 0 to below what it is given */
    Addresses(List<String> all, IntUnaryOperator random) {
        this.all = List.copyOf(all);
        at = random.applyAsInt(all.size());
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
                        + (address.equals(list) ? "" : " (in \"" + list + "\")") + ".");
            }
            parsed.add(address);
        }
        return List.copyOf(parsed);
    }

    private static boolean isAddress(String text) {
        return text.matches("(\\[[^\\]\\s]+]|[^:\\s/]+):[0-9]{1,5}")
                && isPort(text.substring(text.lastIndexOf(':') + 1));
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
