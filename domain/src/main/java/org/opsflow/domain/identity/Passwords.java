package org.opsflow.domain.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.opsflow.domain.shared.Problem;

/**
 * Argon2id with OWASP's parameters; what is stored is a PHC string, which names its own parameters. Each hash takes
 * 19 MiB while it is made, so only a few are made at once: a flood of sign-ins must not take all memory.
 */
@ApplicationScoped
class Passwords {
    private static final int LEAST_CHARACTERS = 10;
    private static final int MOST_CHARACTERS = 1024;
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int LENGTH = 32;
    private static final int SALT_LENGTH = 16;
    static final int AT_ONCE = 4;
    /** Each waits on a thread that others need. */
    static final int MOST_WAITING = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String DUMMY = made(Secrets.characters(SALT_LENGTH));

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Duration patience;

    Passwords() {
        this(PATIENCE);
    }

    /** @param patience how long somebody waits for their turn */
    Passwords(Duration patience) {
        this.patience = patience;
    }

    /** Refuses what is too short to be kept secret, or too long to be hashed. */
    static void checkNew(String field, String password) {
        if (password.length() < LEAST_CHARACTERS || password.length() > MOST_CHARACTERS) {
            throw Problem.invalid(
                    field,
                    "must be " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS
                            + " characters long; several words are easy to remember and hard to guess");
        }
    }

    String hash(String password) {
        return inTurn(() -> made(password));
    }

    /** Takes as long when there is nobody, so that the time of an answer does not tell whether an account exists. */
    boolean areRight(Optional<Person> person, String password) {
        if (password.length() > MOST_CHARACTERS) {
            throw Problem.invalid("password", "must be at most " + MOST_CHARACTERS + " characters long");
        }
        boolean matches = matches(password, person.map(Person::passwordHash).orElse(DUMMY));
        return matches && person.isPresent();
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Out of turn, for what no caller asked for. */
    static String made(String password) {
        return Password.hash(password)
                .addRandomSalt(SALT_LENGTH)
                .with(Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID))
                .getResult();
    }

    /** How many wait for a place. */
    int waiting() {
        return places.getQueueLength();
    }

    <T> T inTurn(Supplier<T> work) {
        boolean isIn = false;
        if (places.getQueueLength() >= MOST_WAITING) {
            throw Problem.overloaded(PATIENCE);
        }
        try {
            isIn = places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (!isIn) {
            throw Problem.overloaded(PATIENCE);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
