package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opsflow.persistence.MariaDb;

/** The wall clock of this machine appears nowhere: only the database's time and the process clock do. */
class DatabaseClockTest {
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    /** Makes the database's clock differ from this machine's. */
    private Instant database = Instant.parse("2001-01-01T00:00:00Z");

    private final DatabaseClock clock = new DatabaseClock(new Sql(counting()), nanos::get, Runnable::run);

    /** Each connection believes that it is another time. */
    private DataSource counting() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    reads.incrementAndGet();
                    Connection connection = MariaDb.connect();
                    try (var statement = connection.createStatement()) {
                        statement.execute("SET time_zone = '+00:00', timestamp = " + database.getEpochSecond());
                    }
                    return connection;
                });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void tellsTheDatabasesTimeWhateverThisMachineBelieves() {
        assertThat(clock.instant()).isEqualTo(database);
    }

    @Test
    void goesOnWithTheProcessClockBetweenReadings() {
        Instant first = clock.instant();
        database = Instant.parse("2031-01-01T00:00:00Z");
        pass(Duration.ofNanos(9_999_999_999L));

        assertThat(clock.instant()).isEqualTo(first.plusNanos(9_999_999_000L));
        assertThat(reads).hasValue(1);
    }

    @Test
    void asksAgainAfterTenSeconds() {
        clock.instant();
        database = database.plusSeconds(60);
        pass(Duration.ofSeconds(10).plusNanos(1));

        assertThat(clock.instant()).isEqualTo(database);
        assertThat(reads).hasValue(2);
    }

    @Test
    void tellsMicrosecondsAsTheDatabaseKeepsThem() {
        clock.instant();
        pass(Duration.ofNanos(1_234_567));

        Instant now = clock.instant();
        assertThat(now.truncatedTo(ChronoUnit.MICROS)).isEqualTo(now);
        assertThat(now.getNano()).isEqualTo(1_234_000);
    }

    @Test
    void isCloseToTheRealDatabase() {
        DatabaseClock real = new DatabaseClock(new Sql(plain()), System::nanoTime, Runnable::run);
        Instant database = new Sql(plain())
                .query("SELECT UTC_TIMESTAMP(6) AS now", none -> {}, row -> row.time("now"))
                .get(0);

        assertThat(Duration.between(database, real.instant()).abs())
                .isLessThan(Duration.ofNanos(TimeUnit.SECONDS.toNanos(5)));
    }

    private static DataSource plain() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> MariaDb.connect());
    }
}
