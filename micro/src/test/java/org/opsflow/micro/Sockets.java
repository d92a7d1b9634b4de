package org.opsflow.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Where processes listen and whom they talk to, read from the kernel's own tables. */
public final class Sockets {

    /** States that take what comes from anywhere: TCP listening, UDP bound to no peer. */
    private static final Map<String, String> OPEN_STATE = Map.of("tcp", "0A", "tcp6", "0A", "udp", "07", "udp6", "07");

    private static final Set<String> TCP = Set.of("tcp", "tcp6");

    private static final String SOCKET = "socket:[";
    private static final int LOCAL_ADDRESS = 1;
    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    /** One end of a connection, or where one may begin. */
    public record Endpoint(InetAddress address, int port) {}

    public static List<Endpoint> listeners(Collection<Long> pids) throws IOException {
        return endpoints(OPEN_STATE.keySet(), pids, LOCAL_ADDRESS, Sockets::isOpen);
    }

    /** The other ends of their TCP connections, made by whichever side. A process that has ended has none. */
    public static List<Endpoint> peers(Collection<Long> pids) throws IOException {
        return endpoints(TCP, pids, REMOTE_ADDRESS, (table, state) -> !isOpen(table, state));
    }

    /** How many TCP connections they have at a port of their own. */
    public static long accepted(Collection<Long> pids, int port) throws IOException {
        return endpoints(TCP, pids, LOCAL_ADDRESS, (table, state) -> !isOpen(table, state)).stream()
                .filter(here -> here.port() == port)
                .count();
    }

    private static boolean isOpen(String table, String state) {
        return state.equals(OPEN_STATE.get(table));
    }

    private static List<Endpoint> endpoints(
            Set<String> tables, Collection<Long> pids, int column, BiPredicate<String, String> wanted)
            throws IOException {
        var endpoints = new ArrayList<Endpoint>();
        var inodes = inodes(pids);
        for (var table : tables) {
            var path = Path.of("/proc/net", table);
            if (!Files.exists(path)) {
                continue;
            }
            for (var line : Files.readAllLines(path)) {
                var columns = line.strip().split("\\s+");
                if (wanted.test(table, columns[STATE]) && inodes.contains(columns[INODE])) {
                    endpoints.add(endpoint(columns[column]));
                }
            }
        }
        return endpoints;
    }

    private static Set<String> inodes(Collection<Long> pids) throws IOException {
        var inodes = new HashSet<String>();
        for (var pid : pids) {
            for (var file : files(Path.of("/proc/" + pid + "/fd"))) {
                var target = target(file);
                if (target.startsWith(SOCKET)) {
                    inodes.add(target.substring(SOCKET.length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        } catch (NoSuchFileException | UncheckedIOException ended) {
            return List.of();
        }
    }

    /** Empty when it was closed meanwhile. */
    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return "";
        }
    }

    /** Words of four bytes, each in the byte order of the machine. */
    private static Endpoint endpoint(String text) throws IOException {
        var colon = text.indexOf(':');
        var bytes = HexFormat.of().parseHex(text.substring(0, colon));
        var address = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            address[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        // An IPv4 address in IPv6 clothes becomes an IPv4 address here.
        return new Endpoint(InetAddress.getByAddress(address), Integer.parseInt(text.substring(colon + 1), 16));
    }
}
