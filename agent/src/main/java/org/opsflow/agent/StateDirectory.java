package org.opsflow.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an agent remembers between its processes. Only one process at a time may have it; only its owner may read it. */
final class StateDirectory implements Closeable {
    private final Path root;
    private final FileChannel lock;

    /** Creates the directory where needed and locks it until {@link #close}. */
    static StateDirectory open(Path root) {
        try {
            Files.createDirectories(root);
            restrict(root, "rwx------");
            Path logs = Files.createDirectories(root.resolve("logs"));
            restrict(logs, "rwx------");
            return new StateDirectory(root, lock(root));
        } catch (IOException e) {
            throw new AgentStartException(
                    "Cannot use the state directory " + root + " (" + e + "): choose one that this user may write to.",
                    e);
        }
    }

    private StateDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    Path outbox() throws IOException {
        Path file = root.resolve("outbox");
        if (Files.notExists(file)) {
            Files.createFile(file, ownerOnly(root));
        }
        return file;
    }

    /** Where the log of an attempt waits for delivery. */
    Path log(Lease lease) {
        return root.resolve("logs").resolve(SafeName.of(lease.attemptId()) + "-" + lease.fence() + ".log");
    }

    /** Deletes logs that nobody will deliver any more. */
    void keepOnlyLogsOf(Set<Lease> leases) throws IOException {
        Set<Path> wanted = new HashSet<>();
        leases.forEach(lease -> wanted.add(log(lease)));
        try (Stream<Path> files = Files.list(root.resolve("logs"))) {
            for (Path file : files.toList()) {
                if (!wanted.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The instance name used last, or else this one. A resume token belongs to its instance and goes with it. */
    String instance(String asked, Supplier<String> otherwise) {
        String known = read("instance");
        String name = asked.isEmpty() ? (known.isEmpty() ? otherwise.get() : known) : asked;
        if (!name.equals(known)) {
            write("instance", name);
            forgetResumeToken();
        }
        return name;
    }

    /** Empty when there is none. */
    String resumeToken() {
        return read("resume-token");
    }

    void resumeToken(String token) {
        write("resume-token", token);
    }

    void forgetResumeToken() {
        try {
            Files.deleteIfExists(root.resolve("resume-token"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + root + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + root, e);
        }
    }

    private String read(String name) {
        try {
            Path file = root.resolve(name);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private void write(String name, String value) {
        try {
            Path fresh = root.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly(root));
            Files.writeString(fresh, value + "\n");
            Files.move(fresh, root.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another agent of this very process: the same answer as for another process.
        }
        channel.close();
        throw new AgentStartException("The state directory " + root
                + " is in use by another agent: stop that one, or give this one a directory of its own.");
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (posix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
