package org.opsflow.agent.runner;

import java.nio.charset.StandardCharsets;

/** The last 4 KiB of an output. */
final class Tail {
    private static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private long total;

    void add(byte[] bytes, int offset, int count) {
        for (int i = Math.max(0, count - SIZE); i < count; i++) {
            ring[(int) ((total + i) % SIZE)] = bytes[offset + i];
        }
        total += count;
    }

    String text() {
        int kept = (int) Math.min(total, SIZE);
        byte[] last = new byte[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = ring[(int) ((total - kept + i) % SIZE)];
        }
        int start = 0;
        while (total > SIZE && start < kept && (last[start] & 0xC0) == 0x80) {
            start++; // the end of a character whose beginning is gone
        }
        return new String(last, start, kept - start, StandardCharsets.UTF_8);
    }
}
