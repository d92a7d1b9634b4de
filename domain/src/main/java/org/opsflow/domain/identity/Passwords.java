package org.opsflow.domain.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/** Argon2id with OWASP's parameters; what is stored is a PHC string, which names its own parameters. */
final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int LENGTH = 32;
    private static final int SALT_LENGTH = 16;

    private static final String DUMMY = hash(Secrets.characters(SALT_LENGTH));

    private Passwords() {}

    static String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(SALT_LENGTH)
                .with(Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID))
                .getResult();
    }

    static boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** Takes as long as {@link #matches}, so that the time of an answer does not tell whether an account exists. */
    static boolean matchesNobody(String password) {
        matches(password, DUMMY);
        return false;
    }
}
