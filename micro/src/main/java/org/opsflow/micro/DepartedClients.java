package org.opsflow.micro;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Lets everything into the log but that a client went before it had its answer, such as a browser whose page was closed:
 * the web container tells that as a severe error with a stack trace, and there is nothing that an operator could mend.
 * Named in {@code logging.properties}.
 */
public final class DepartedClients implements Filter {

    private static final String CONTAINER = "org.glassfish.";
    private static final int DEEPEST = 20;
    private static final Set<String> LAST_WORDS =
            Set.of("Broken pipe", "Connection reset", "Connection reset by peer", "Connection is closed");

    @Override
    public boolean isLoggable(LogRecord record) {
        return record.getLoggerName() == null
                || !record.getLoggerName().startsWith(CONTAINER)
                || causes(record).noneMatch(DepartedClients::isDeparture)
                || causes(record).anyMatch(SQLException.class::isInstance);
    }

    /** A database that goes says the same words. */
    private static Stream<Throwable> causes(LogRecord record) {
        return Stream.iterate(record.getThrown(), cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }

    private static boolean isDeparture(Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null && LAST_WORDS.contains(cause.getMessage());
    }
}
