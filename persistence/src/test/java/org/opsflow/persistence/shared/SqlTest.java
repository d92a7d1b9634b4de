package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opsflow.persistence.Scratch;

class SqlTest {
    private final Scratch scratch = new Scratch();
    private final Sql sql = scratch.sql;

    @Test
    void bindsAndReadsEveryKindOfValue() {
        UUID id = new UUID(-1, 5);
        Instant time = Instant.parse("1999-12-31T23:59:59.999999Z");
        scratch.use(() -> sql.query(
                "SELECT ? AS id, ? AS bytes, ? AS text, ? AS number, ? AS flag, CAST(? AS DATETIME(6)) AS time,"
                        + " ? AS micros",
                bind -> bind.id(id)
                        .bytes(new byte[] {0, -1})
                        .text("Ä漢😀'")
                        .number(Long.MAX_VALUE)
                        .flag(true)
                        .time(time)
                        .micros(Duration.ofSeconds(1).plusNanos(1_999)),
                row -> {
                    assertThat(row.id("id")).isEqualTo(id);
                    assertThat(row.optionalId("id")).contains(id);
                    assertThat(row.bytes("bytes")).containsExactly(0, -1);
                    assertThat(row.text("text")).isEqualTo("Ä漢😀'");
                    assertThat(row.big("number")).isEqualTo(Long.MAX_VALUE);
                    assertThat(row.flag("flag")).isTrue();
                    assertThat(row.time("time")).isEqualTo(time);
                    assertThat(row.big("micros")).isEqualTo(1_000_001);
                    return null;
                }));
    }

    @Test
    void bindsAndReadsWhatIsAbsent() {
        scratch.use(() -> sql.query(
                "SELECT ? AS id, ? AS text, ? AS cut, ? AS number, CAST(? AS DATETIME(6)) AS time",
                bind -> bind.id(Optional.empty())
                        .text(Optional.empty())
                        .text(Optional.empty(), 5)
                        .number(OptionalInt.empty())
                        .time(Optional.empty()),
                row -> {
                    assertThat(row.optionalId("id")).isEmpty();
                    assertThat(row.optionalText("text")).isEmpty();
                    assertThat(row.optionalText("cut")).isEmpty();
                    assertThat(row.optionalNumber("number")).isEmpty();
                    assertThat(row.optionalTime("time")).isEmpty();
                    return null;
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 9, 100, 2 * Sql.MOST_IDS + 1})
    void findsEachOfManyIdsOnce(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(i % 2 == 0 ? -i - 1 : i, i));
        }
        scratch.use(() -> {
            sql.update("CREATE TEMPORARY TABLE place (id BINARY(16) PRIMARY KEY)", none -> {});
            sql.bulk("INSERT INTO place (id) VALUES (?)", ids, Binder::id);

            List<UUID> inOrder = sql.query("SELECT id FROM place ORDER BY id", none -> {}, row -> row.id("id"));
            assertThat(sql.queryIn("SELECT id FROM place WHERE id IN (:ids) ORDER BY id", ids, row -> row.id("id")))
                    .describedAs("several statements lock in the order of one")
                    .isEqualTo(inOrder)
                    .hasSameSizeAs(ids);
            sql.update("DROP TEMPORARY TABLE place", none -> {});
        });
    }

    @Test
    void makesNoStatementForNoIdsAndNoRows() {
        Sql none = new Sql((DataSource) null);

        assertThat(none.<UUID>queryIn("SELECT", List.of(), row -> row.id("id"))).isEmpty();
        none.bulk("INSERT", List.of(), (bind, row) -> {});
    }

    @Test
    void tellsAFailureOfTheDatabase() {
        scratch.use(() -> assertThatThrownBy(() -> sql.update("SELEKT 1", none -> {}))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining("SELEKT"));
    }

    /** In the night in which an hour is missing where this JVM stands. */
    @Test
    void keepsInstantsWhateverTheZoneOfTheMachine() {
        TimeZone before = TimeZone.getDefault();
        Instant missing = Instant.parse("2026-03-29T01:30:00Z");
        Instant wallClockMissing = Instant.parse("2026-03-29T02:30:00Z");
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            scratch.use(() -> {
                for (Instant instant : List.of(missing, wallClockMissing)) {
                    assertThat(sql.query(
                                    "SELECT CAST(? AS DATETIME(6)) AS time",
                                    bind -> bind.time(instant),
                                    row -> row.time("time")))
                            .containsExactly(instant);
                }
            });
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
