package org.opsflow.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Binds parameters one after the other. */
public final class Binder {
    private final PreparedStatement statement;
    private int index;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    public Binder id(UUID id) {
        return bytes(Row.bytes(id));
    }

    public Binder id(Optional<UUID> id) {
        return id.isPresent() ? id(id.get()) : none(Types.BINARY);
    }

    public Binder bytes(byte[] bytes) {
        return set(() -> statement.setBytes(++index, bytes));
    }

    public Binder text(String text) {
        return set(() -> statement.setString(++index, text));
    }

    public Binder text(Optional<String> text) {
        return text.isPresent() ? text(text.get()) : none(Types.VARCHAR);
    }

    /** Cut to what the column holds. */
    public Binder text(Optional<String> text, int maxLength) {
        return text(text.map(all -> all.length() > maxLength ? all.substring(0, maxLength) : all));
    }

    public Binder number(long number) {
        return set(() -> statement.setLong(++index, number));
    }

    public Binder number(OptionalInt number) {
        return number.isPresent() ? number(number.getAsInt()) : none(Types.INTEGER);
    }

    public Binder flag(boolean flag) {
        return set(() -> statement.setBoolean(++index, flag));
    }

    public Binder time(Instant instant) {
        return set(() -> statement.setObject(++index, LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    }

    public Binder time(Optional<Instant> instant) {
        return instant.isPresent() ? time(instant.get()) : none(Types.TIMESTAMP);
    }

    public Binder micros(Duration duration) {
        return number(duration.toNanos() / 1_000);
    }

    private Binder none(int type) {
        return set(() -> statement.setNull(++index, type));
    }

    private interface Setting {
        void apply() throws SQLException;
    }

    private Binder set(Setting setting) {
        try {
            setting.apply();
            return this;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
