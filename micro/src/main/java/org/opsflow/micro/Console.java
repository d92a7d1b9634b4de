package org.opsflow.micro;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The terminal, kept for our few lines: everything else that this JVM prints goes to the log file. */
final class Console {

    private static final long LOG_LIMIT_BYTES = 10L << 20;
    private static final int LOGS_KEPT = 5;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    /** A line of the result. */
    void say(String line) {
        out.println(line);
    }

    /** A line of progress, or of trouble. */
    void tell(String line) {
        err.println(line);
    }

    /** For who mends it; nothing when there is no log file yet. */
    void log(Exception e) {
        if (System.err != err) {
            e.printStackTrace();
        }
    }

    /** Payara prints banners and stack traces with no regard to who reads. */
    static void redirectOthersTo(Path log) {
        try {
            var stream = new PrintStream(new RollingLog(log, LOG_LIMIT_BYTES, LOGS_KEPT), true, StandardCharsets.UTF_8);
            System.setOut(stream);
            System.setErr(stream);
        } catch (IOException e) {
            throw StartRefused.dataUnusable(log.getParent().toString(), e);
        }
    }
}
