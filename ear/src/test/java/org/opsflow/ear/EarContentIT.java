package org.opsflow.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Both shapes run the same application, to the byte. */
class EarContentIT {
    private static final Path EAR = Path.of(System.getProperty("opsflow.ear"));
    private static final Path WAR = Path.of(System.getProperty("opsflow.war"));

    @Test
    void wrapsTheVeryWarThatRunsAlone() throws Exception {
        try (JarFile ear = new JarFile(EAR.toFile());
                InputStream inside = ear.getInputStream(ear.getEntry("opsflow.war"));
                InputStream alone = Files.newInputStream(WAR)) {
            assertThat(sha256(inside)).isEqualTo(sha256(alone));
        }
    }

    @Test
    void holdsNothingElse() throws Exception {
        try (JarFile ear = new JarFile(EAR.toFile())) {
            List<String> files = ear.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();
            assertThat(files).containsExactly("opsflow.war");
            assertThat(new String(
                            ear.getInputStream(ear.getEntry("META-INF/application.xml"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8))
                    .contains("<web-uri>opsflow.war</web-uri>")
                    .contains("<context-root>/</context-root>");
        }
    }

    private static String sha256(InputStream in) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
}
