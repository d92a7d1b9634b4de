package org.opsflow.system;

import java.util.Random;

/** Where random attacks begin: the same seed attacks in the same way. */
final class Seeds {

    /** Another one each time, unless {@code -Dopsflow.seed} says which. */
    static final long FIRST = Long.getLong("opsflow.seed", System.currentTimeMillis());

    private Seeds() {}

    static Random random(long seed) {
        // Seeds that follow each other would begin alike.
        return new Random(seed * 0x9e3779b97f4a7c15L);
    }

    /** How many cases to try: all of them, unless {@code -Dopsflow.cases} says fewer. */
    static int cases(int usual) {
        return Integer.getInteger("opsflow.cases", usual);
    }

    /** For the output of the build: the command that attacks in the same way once more. */
    static String replay(Class<?> test, long seed) {
        return "mvn verify -pl system-tests -am -DskipTests=false -Dtest=None -Dit.test=" + test.getSimpleName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dopsflow.seed="
                + seed;
    }
}
