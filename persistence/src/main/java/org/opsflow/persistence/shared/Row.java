package org.opsflow.persistence.shared;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The current row of a result. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    public UUID id(String column) {
        return uuid(bytes(column));
    }

    public Optional<UUID> optionalId(String column) {
        return Optional.ofNullable(bytes(column)).map(Row::uuid);
    }

    public byte[] bytes(String column) {
        return get(() -> results.getBytes(column));
    }

    public String text(String column) {
        return get(() -> results.getString(column));
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(text(column));
    }

    public int number(String column) {
        return get(() -> results.getInt(column));
    }

    public OptionalInt optionalNumber(String column) {
        return get(() -> {
            int number = results.getInt(column);
            return results.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
        });
    }

    public long big(String column) {
        return get(() -> results.getLong(column));
    }

    public boolean flag(String column) {
        return get(() -> results.getBoolean(column));
    }

    public Instant time(String column) {
        return optionalTime(column).orElseThrow();
    }

    public Optional<Instant> optionalTime(String column) {
        return Optional.ofNullable(get(() -> results.getObject(column, LocalDateTime.class)))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    /** As BINARY(16) holds it. */
    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private interface Getting<T> {
        T value() throws SQLException;
    }

    private static <T> T get(Getting<T> getting) {
        try {
            return getting.value();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
