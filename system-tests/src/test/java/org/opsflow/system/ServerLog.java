package org.opsflow.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a server's log as whoever looks after it does: for what tells that something broke. */
final class ServerLog {

    private static final Pattern FIRST_CALL = Pattern.compile("\tat [\\w.$/@<>-]+\\(.*\\)");
    private static final int TOLD = 10;

    private final Path file;
    private final Deque<String> above = new ArrayDeque<>();
    private long read;

    ServerLog(Path file) {
        this.file = file;
    }

    /**
     * What was written since the last time: lines of level SEVERE, and the lines above stack traces. The first few of
     * them, if there are many.
     */
    synchronized List<String> failures() {
        var failures = new ArrayList<String>();
        for (var line : fresh().split("\n")) {
            if (line.contains(" SEVERE ")) {
                failures.add(line);
            }
            if (!line.startsWith("\t")) {
                above.add(line);
            } else if (FIRST_CALL.matcher(line).matches() && !above.isEmpty()) {
                failures.add(String.join(" | ", above));
                above.clear();
            }
            while (above.size() > 2) {
                above.remove();
            }
        }
        return failures.subList(0, Math.min(TOLD, failures.size()));
    }

    /** Whole lines; from the beginning when the file was begun anew. */
    private String fresh() {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            read = log.length() < read ? 0 : read;
            var bytes = new byte[(int) (log.length() - read)];
            log.seek(read);
            log.readFully(bytes);
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            read += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
