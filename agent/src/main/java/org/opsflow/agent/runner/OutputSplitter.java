package org.opsflow.agent.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opsflow.agent.Work;

/**
 * Takes a command's output apart: all of it goes to the log at once, save lines {@code ::progress 40 text}, which move
 * the card's bar; the last line that says something is shown on the card.
 */
final class OutputSplitter {
    private static final Pattern MARK = Pattern.compile("::progress\\s+(\\d{1,3})%?(?:\\s+(.*))?");
    private static final byte[] MARK_START = "::progress ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern ESCAPES = Pattern.compile("\\u001B\\[[0-9;?]*[ -/]*[@-~]|\\p{Cntrl}");
    private static final int LONGEST_LINE = 4096;

    private final Work work;
    private final Tail tail = new Tail();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    /** How much of the line is in the log already. */
    private int logged;

    OutputSplitter(Work work) {
        this.work = work;
    }

    void accept(byte[] bytes, int count) throws IOException {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i + 1 - start);
                start = i + 1;
                endOfLine();
            }
        }
        line.write(bytes, start, count - start);
        if (!mayBecomeMark()) {
            logRest();
            if (line.size() > LONGEST_LINE) {
                endOfLine();
            }
        }
    }

    /** The output has ended, perhaps within a line. */
    void end() throws IOException {
        if (line.size() > 0) {
            endOfLine();
        }
    }

    /** A line of the agent's own. */
    void note(String text) throws IOException {
        byte[] bytes = ("opsflow-agent: " + text + "\n").getBytes(StandardCharsets.UTF_8);
        work.log(bytes, 0, bytes.length);
    }

    /** The last 4 KiB of the output, whole characters. */
    String tail() {
        return tail.text();
    }

    private void endOfLine() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        Matcher mark = MARK.matcher(text);
        if (logged == 0 && mark.matches()) {
            work.progress(Integer.parseInt(mark.group(1)), mark.group(2) == null ? "" : mark.group(2));
        } else {
            logRest();
            String shown = ESCAPES.matcher(text.substring(text.lastIndexOf('\r') + 1))
                    .replaceAll("")
                    .strip();
            if (!shown.isEmpty()) {
                work.progress(shown);
            }
        }
        line.reset();
        logged = 0;
    }

    private boolean mayBecomeMark() {
        byte[] soFar = line.toByteArray();
        int compared = Math.min(soFar.length, MARK_START.length);
        return logged == 0
                && soFar.length <= LONGEST_LINE
                && Arrays.equals(soFar, 0, compared, MARK_START, 0, compared);
    }

    private void logRest() throws IOException {
        byte[] bytes = line.toByteArray();
        if (bytes.length > logged) {
            work.log(bytes, logged, bytes.length - logged);
            tail.add(bytes, logged, bytes.length - logged);
            logged = bytes.length;
        }
    }
}
