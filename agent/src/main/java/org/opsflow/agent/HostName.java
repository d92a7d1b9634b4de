package org.opsflow.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name, as far as an instance name may hold it. */
final class HostName {
    private static final int LONGEST = 50;

    private HostName() {}

    static String get() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "agent";
        }
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "-");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
