package org.opsflow.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where processes listen, read from the kernel's own tables. */
final class Sockets {

    /** States that take what comes from anywhere: TCP listening, UDP bound to no peer. */
    private static final Map<String, String> OPEN_STATE = Map.of("tcp", "0A", "tcp6", "0A", "udp", "07", "udp6", "07");

    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    record Listener(InetAddress address, int port) {}

    static List<Listener> listeners(Collection<Long> pids) throws IOException {
        var listeners = new ArrayList<Listener>();
        var inodes = inodes(pids);
        for (var table : OPEN_STATE.keySet()) {
            var path = Path.of("/proc/net", table);
            if (!Files.exists(path)) {
                continue;
            }
            for (var line : Files.readAllLines(path)) {
                var columns = line.strip().split("\\s+");
                if (columns[STATE].equals(OPEN_STATE.get(table)) && inodes.contains(columns[INODE])) {
                    listeners.add(listener(columns[LOCAL_ADDRESS]));
                }
            }
        }
        return listeners;
    }

    private static Set<String> inodes(Collection<Long> pids) throws IOException {
        var inodes = new HashSet<String>();
        for (var pid : pids) {
            try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                for (var file : files.collect(Collectors.toList())) {
                    if (Files.isSymbolicLink(file)) {
                        var target = Files.readSymbolicLink(file).toString();
                        if (target.startsWith("socket:[")) {
                            inodes.add(target.substring("socket:[".length(), target.length() - 1));
                        }
                    }
                }
            }
        }
        return inodes;
    }

    /** Words of four bytes, each in the byte order of the machine. */
    private static Listener listener(String local) throws IOException {
        var colon = local.indexOf(':');
        var bytes = HexFormat.of().parseHex(local.substring(0, colon));
        var address = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            address[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        // An IPv4 address in IPv6 clothes becomes an IPv4 address here.
        return new Listener(InetAddress.getByAddress(address), Integer.parseInt(local.substring(colon + 1), 16));
    }
}
