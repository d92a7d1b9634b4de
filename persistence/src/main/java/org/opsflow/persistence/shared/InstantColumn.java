package org.opsflow.persistence.shared;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An instant as DATETIME(6) in UTC. It travels as text: a {@code java.sql.Timestamp} would pass through the server's
 * time zone, where an hour is missing each spring.
 */
@Converter(autoApply = true)
public class InstantColumn implements AttributeConverter<Instant, String> {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    @Override
    public String convertToDatabaseColumn(Instant instant) {
        return instant == null ? null : WRITTEN.format(instant.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Instant convertToEntityAttribute(String column) {
        if (column == null) {
            return null;
        }
        return LocalDateTime.parse(column).toInstant(ZoneOffset.UTC);
    }
}
