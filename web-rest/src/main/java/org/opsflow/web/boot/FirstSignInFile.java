package org.opsflow.web.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.logging.Logger;
import org.opsflow.domain.identity.FirstSignInNote;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.web.shared.Site;

/** Leaves the first sign-in as a JSON file that only the server's own user can read. */
@ApplicationScoped
class FirstSignInFile implements FirstSignInNote {
    private static final Logger LOG = Logger.getLogger(FirstSignInFile.class.getName());

    private final Path file;
    private final Site site;

    @Inject
    FirstSignInFile(ConfigKeys keys, Site site) {
        this(place(keys), site);
    }

    static Path place(ConfigKeys keys) {
        Path directory = keys.file("opsflow.data.directory", "");
        return keys.file(
                "opsflow.first.sign.in.file",
                directory.resolve("first-sign-in.json").toString());
    }

    FirstSignInFile(Path file, Site site) {
        this.file = file;
        this.site = site;
    }

    FirstSignInFile() {
        this((Path) null, null);
    }

    @Override
    public void leave(String email, String password, String apiKey) {
        String text = JsonText.object(json -> json.write("url", site.address().toString())
                .write("email", email)
                .write("password", password)
                .write("api_key", apiKey));
        try {
            store(text);
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "The first sign-in cannot be written to " + file
                            + ": make its directory writable or set opsflow.first.sign.in.file.",
                    failed);
        }
        LOG.info(() -> "How to sign in for the first time stands in " + file);
    }

    /** All of it or nothing, and on the disk when this returns. */
    private void store(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
