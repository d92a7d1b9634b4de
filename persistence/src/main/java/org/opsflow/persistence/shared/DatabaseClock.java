package org.opsflow.persistence.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The one clock that decides: the database's, read every 10 seconds and carried on by the process clock in between, so
 * that a jump of this machine's wall clock moves nothing. Microseconds, as the database keeps them.
 */
@ApplicationScoped
public class DatabaseClock implements InstantSource {
    private static final Logger LOG = System.getLogger(DatabaseClock.class.getName());
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** @param nanos of the process clock when it was read */
    private record Reading(Instant database, long nanos) {}

    private final Sql sql;
    private final LongSupplier nanoTime;
    private final Executor again;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Reading last;

    /** Readings after the first are taken on a thread of their own: event loops ask for the time too. */
    @Inject
    public DatabaseClock(Sql sql, ThreadFactory threads) {
        this(sql, System::nanoTime, work -> threads.newThread(work).start());
    }

    DatabaseClock() {
        this(null, System::nanoTime, Runnable::run);
    }

    public DatabaseClock(Sql sql) {
        this(sql, System::nanoTime, Runnable::run);
    }

    DatabaseClock(Sql sql, LongSupplier nanoTime, Executor again) {
        this.sql = sql;
        this.nanoTime = nanoTime;
        this.again = again;
    }

    @Override
    public Instant instant() {
        Reading known = last;
        if (known == null || nanoTime.getAsLong() - known.nanos() > FRESH_NANOS) {
            known = read(known);
        }
        return known.database().plusNanos(nanoTime.getAsLong() - known.nanos()).truncatedTo(ChronoUnit.MICROS);
    }

    /** Once a reading is known, only one thread at a time asks again, and what it meets harms nobody. */
    private Reading read(Reading known) {
        if (known == null) {
            last = ask();
            return last;
        }
        if (reading.compareAndSet(false, true)) {
            again.execute(() -> {
                try {
                    last = ask();
                } catch (RuntimeException away) {
                    LOG.log(Level.WARNING, "The database''s clock could not be read: {0}", away.getMessage());
                } finally {
                    reading.set(false);
                }
            });
        }
        return last;
    }

    private Reading ask() {
        long before = nanoTime.getAsLong();
        Instant database = sql.query("SELECT UTC_TIMESTAMP(6) AS now", none -> {}, row -> row.time("now"))
                .get(0);
        long middle = before + (nanoTime.getAsLong() - before) / 2;
        Duration off = Duration.between(database, InstantSource.system().instant());
        if (off.abs().compareTo(TOLERANCE) > 0) {
            LOG.log(Level.WARNING, "This machine''s clock is {0} off the database''s", off);
        }
        return new Reading(database, middle);
    }
}
