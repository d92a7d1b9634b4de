package org.opsflow.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.opsflow.micro.war.Probe;

/** The packaged launcher with a tiny application in place of the real one. */
final class TestDistribution {

    private static final Path PACKAGED = Path.of("target/opsflow").toAbsolutePath();

    private TestDistribution() {}

    static Path in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.createSymbolicLink(directory.resolve("lib"), PACKAGED.resolve("lib"));
        Files.copy(PACKAGED.resolve("opsflow.jar"), directory.resolve("opsflow.jar"));
        Files.copy(PACKAGED.resolve("jvm.options"), directory.resolve("jvm.options"));
        try (var war = new ZipOutputStream(Files.newOutputStream(directory.resolve("opsflow.war")))) {
            var name = Probe.class.getName().replace('.', '/') + ".class";
            war.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
            try (var in = Probe.class.getClassLoader().getResourceAsStream(name)) {
                in.transferTo(war);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }
}
