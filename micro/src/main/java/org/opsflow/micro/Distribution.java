package org.opsflow.micro;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The directory that this program was started from: {@code opsflow.jar}, {@code opsflow.war}, {@code lib/}. */
final class Distribution {

    private Distribution() {}

    static Path war() {
        return home().resolve("opsflow.war");
    }

    private static Path home() {
        try {
            var jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
