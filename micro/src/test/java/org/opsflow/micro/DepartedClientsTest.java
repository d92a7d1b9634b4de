package org.opsflow.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class DepartedClientsTest {

    private static final String CONTAINER = "org.glassfish.jersey.server.ServerRuntime$Responder";

    @Test
    void saysNothingOfAClientThatWentBeforeItsAnswer() {
        var closed = new IOException("Connection is closed", new IOException("Broken pipe"));
        assertThat(isLogged(CONTAINER, closed)).isFalse();
        assertThat(isLogged(CONTAINER, new UncheckedIOException(closed))).isFalse();
        assertThat(isLogged(CONTAINER, new IOException("Connection reset by peer")))
                .isFalse();
    }

    @Test
    void tellsEverythingElse() {
        assertThat(isLogged(CONTAINER, null)).isTrue();
        assertThat(isLogged(CONTAINER, new IOException())).isTrue();
        assertThat(isLogged(CONTAINER, new IOException("No space left on device")))
                .isTrue();
        assertThat(isLogged(CONTAINER, new IllegalStateException("Broken pipe")))
                .isTrue();
        assertThat(isLogged(
                        CONTAINER, new IllegalStateException(new SQLException(new IOException("Connection reset")))))
                .isTrue();
        assertThat(isLogged("org.opsflow.domain.claim.Lane", new IOException("Broken pipe")))
                .isTrue();
        assertThat(isLogged(null, new IOException("Broken pipe"))).isTrue();
    }

    @Test
    void isWhatTheLogIsToldToAsk() throws IOException {
        var logging = new Properties();
        try (var in = Container.class.getResourceAsStream("logging.properties")) {
            logging.load(in);
        }
        assertThat(logging)
                .containsEntry("java.util.logging.ConsoleHandler.filter", DepartedClients.class.getName())
                .containsEntry("handlers", "java.util.logging.ConsoleHandler");
    }

    private static boolean isLogged(String logger, Throwable thrown) {
        var record = new LogRecord(Level.SEVERE, "Error while closing the output stream in order to commit response.");
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return new DepartedClients().isLoggable(record);
    }
}
