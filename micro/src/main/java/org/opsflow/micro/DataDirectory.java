package org.opsflow.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** The directory that holds everything a server keeps; a lock that dies with the process gives it to one at a time. */
final class DataDirectory implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private static final int HOST_LENGTH = 50;
    private static final int SUFFIX_LENGTH = 6;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataDirectory take(Path path) {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw StartRefused.dataInUse(path.toString());
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw StartRefused.dataUnusable(path.toString(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    Path database() {
        return database(path);
    }

    static Path database(Path data) {
        return data.resolve("mariadb");
    }

    Path log() {
        return path.resolve("logs/server.log");
    }

    Path firstSignIn() {
        return path.resolve("first-sign-in.json");
    }

    /** The same after a restart whatever the ports: the server finds by it what it left open when it was killed. */
    String nodeName() {
        var file = path.resolve("node-name");
        try {
            if (!Files.exists(file)) {
                write(file, host() + "-" + UUID.randomUUID().toString().substring(0, SUFFIX_LENGTH));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw StartRefused.dataUnusable(path.toString(), e);
        }
    }

    private static String host() {
        try {
            var host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            return host.substring(0, Math.min(host.length(), HOST_LENGTH));
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    /** A place for Payara's own files, empty: what an earlier run left there would be deployed again. */
    Path freshServer() throws IOException {
        var server = path.resolve("server");
        Trees.delete(server);
        return Files.createDirectory(server, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /** Tells other processes where the running server is; gone when it stops in order. */
    void announce(String json) {
        try {
            write(running(), json);
        } catch (IOException e) {
            throw StartRefused.dataUnusable(path.toString(), e);
        }
    }

    /** Readers see all of it or nothing. */
    private void write(Path file, String text) throws IOException {
        var draft = Files.createTempFile(
                path, file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(OWNER_READS));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Path running() {
        return path.resolve("running.json");
    }

    @Override
    public void close() {
        try (lock) {
            Files.deleteIfExists(running());
        } catch (IOException e) {
            throw StartRefused.dataUnusable(path.toString(), e);
        }
    }
}
