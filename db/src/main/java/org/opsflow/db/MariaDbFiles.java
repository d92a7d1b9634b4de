package org.opsflow.db;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** What an embedded server keeps in its directory: tables, passwords, log. */
record MariaDbFiles(Path directory) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 32;

    static MariaDbFiles in(Path directory) {
        try {
            Files.createDirectories(
                    directory.toAbsolutePath(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // mariadbd reports real paths; comparing needs the same form.
            return new MariaDbFiles(directory.toRealPath());
        } catch (IOException e) {
            throw new DatabaseProblem(
                    "The directory " + directory + " cannot be used (" + e + "): make it writable.", e);
        }
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Tables under construction: renamed to {@link #data()} when whole, so a killed first start begins anew. */
    Path draft() {
        return directory.resolve("data.new");
    }

    Path log() {
        return directory.resolve("mariadb.log");
    }

    /** Its own: a server that starts deletes the temporary tables that it finds, also those of a neighbour. */
    Path temporary() {
        return directory.resolve("tmp");
    }

    Path pid() {
        return directory.resolve("mariadb.pid");
    }

    String password() throws IOException {
        return secret("password");
    }

    String rootPassword() throws IOException {
        return secret("root-password");
    }

    private String secret(String name) throws IOException {
        var file = directory.resolve(name);
        if (!Files.exists(file)) {
            var whole = Files.createTempFile(
                    directory,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(whole, newPassword());
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static String newPassword() {
        return new SecureRandom()
                .ints(PASSWORD_LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
