package org.opsflow.web.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.shared.Site;

class FirstSignInFileTest {
    private static final Site SITE = new Site(URI.create("http://127.0.0.1:8080"), "test");

    @TempDir
    Path directory;

    @Test
    void leavesWhatIsNeededToSignIn() throws Exception {
        Path file = directory.resolve("data/first-sign-in.json");

        new FirstSignInFile(file, SITE).leave("admin@opsflow.local", "secret", "owf_u-admin_x");

        JsonObject left = JsonText.parseObject(Files.readString(file)).orElseThrow();
        assertThat(left.getString("url")).isEqualTo("http://127.0.0.1:8080");
        assertThat(left.getString("email")).isEqualTo("admin@opsflow.local");
        assertThat(left.getString("password")).isEqualTo("secret");
        assertThat(left.getString("api_key")).isEqualTo("owf_u-admin_x");
    }

    @Test
    void liesInTheDataDirectoryUnlessAnotherPlaceIsTold() {
        Map<String, String> told = new HashMap<>(Map.of("opsflow.data.directory", "/var/lib/opsflow"));
        ConfigKeys keys = new ConfigKeys(key -> Optional.ofNullable(told.get(key)));

        assertThat(FirstSignInFile.place(keys)).isEqualTo(Path.of("/var/lib/opsflow/first-sign-in.json"));

        told.put("opsflow.first.sign.in.file", "/root/opsflow.json");
        assertThat(FirstSignInFile.place(keys)).isEqualTo(Path.of("/root/opsflow.json"));

        told.clear();
        assertThat(FirstSignInFile.place(keys))
                .isEqualTo(Path.of("first-sign-in.json").toAbsolutePath());
    }

    @Test
    void letsOnlyTheOwnerReadIt() throws Exception {
        Path file = directory.resolve("first-sign-in.json");
        Files.writeString(file, "from an earlier start that did not commit");

        new FirstSignInFile(file, SITE).leave("a", "b", "c");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(directory)).containsExactly(file);
    }
}
