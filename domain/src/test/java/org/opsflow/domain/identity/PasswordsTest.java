package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Problem;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void storesArgon2idWithItsParameters() {
        assertThat(passwords.hash("correct horse")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void tellsTheRightPasswordFromOthers() {
        String hash = passwords.hash("Pässwort 🦊");

        assertThat(passwords.matches("Pässwort 🦊", hash)).isTrue();
        assertThat(passwords.matches("Passwort 🦊", hash)).isFalse();
        assertThat(passwords.hash("Pässwort 🦊")).isNotEqualTo(hash);
    }

    @Test
    void matchesNobodyWithoutAnAccount() {
        assertThat(passwords.areRight(Optional.empty(), "anything")).isFalse();
    }

    @Test
    void letsOnlySoManyTakeMemoryAtOnce() {
        Passwords passwords = new Passwords(Duration.ofHours(1));
        int callers = 3 * Passwords.AT_ONCE;
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < callers; i++) {
            new Thread(() -> {
                        passwords.inTurn(() -> {
                            inside.incrementAndGet();
                            return awaited(free);
                        });
                        done.incrementAndGet();
                    })
                    .start();
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> inside.get() + passwords.waiting() == callers);
        assertThat(inside).hasValue(Passwords.AT_ONCE);
        free.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> done.get() == callers);
    }

    @Test
    void turnsAwayWhoWouldWaitTooLong() {
        Passwords impatient = new Passwords(Duration.ZERO);

        assertThat(nested(impatient, Passwords.AT_ONCE)).isEqualTo(Problem.Kind.OVERLOADED);
        assertThat(impatient.matches("x", Passwords.made("x"))).isTrue();
    }

    @Test
    void turnsAwayAtOnceWhenManyWait() {
        Passwords passwords = new Passwords(Duration.ofHours(1));
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < Passwords.AT_ONCE + Passwords.MOST_WAITING; i++) {
            new Thread(() -> passwords.inTurn(() -> awaited(free))).start();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> passwords.waiting() == Passwords.MOST_WAITING);

        assertThat(catchThrowableOfType(Problem.class, () -> passwords.hash("x"))
                        .kind())
                .isEqualTo(Problem.Kind.OVERLOADED);
        free.countDown();
    }

    /** Each inside of the one before, so that none has ended. */
    private static Problem.Kind nested(Passwords passwords, int more) {
        return passwords.inTurn(() -> more > 1
                ? nested(passwords, more - 1)
                : catchThrowableOfType(Problem.class, () -> passwords.matches("x", "y"))
                        .kind());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
