package org.opsflow.domain.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import org.opsflow.domain.shared.Problem;

/** Argon2id with OWASP's parameters; what is stored is a PHC string, which names its own parameters. */
final class Passwords {
    private static final int LEAST_CHARACTERS = 10;
    private static final int MOST_CHARACTERS = 1024;
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int LENGTH = 32;
    private static final int SALT_LENGTH = 16;

    private static final String DUMMY = hash(Secrets.characters(SALT_LENGTH));

    private Passwords() {}

    /** Refuses what is too short to be kept secret, or too long to be hashed. */
    static void checkNew(String field, String password) {
        if (password.length() < LEAST_CHARACTERS || password.length() > MOST_CHARACTERS) {
            throw Problem.invalid(
                    field,
                    "must be " + LEAST_CHARACTERS + " to " + MOST_CHARACTERS
                            + " characters long; several words are easy to remember and hard to guess");
        }
    }

    static String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(SALT_LENGTH)
                .with(Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID))
                .getResult();
    }

    /** Takes as long when there is nobody, so that the time of an answer does not tell whether an account exists. */
    static boolean areRight(Optional<Person> person, String password) {
        if (password.length() > MOST_CHARACTERS) {
            throw Problem.invalid("password", "must be at most " + MOST_CHARACTERS + " characters long");
        }
        boolean matches = matches(password, person.map(Person::passwordHash).orElse(DUMMY));
        return matches && person.isPresent();
    }

    static boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
