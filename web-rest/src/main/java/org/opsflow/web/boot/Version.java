package org.opsflow.web.boot;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Opsflow this is, as the build wrote it. */
@ApplicationScoped
public class Version {
    private final String text = read();

    public String text() {
        return text;
    }

    private static String read() {
        try (InputStream file = Version.class.getResourceAsStream("/opsflow.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
