package org.opsflow.web.board;

/** Where characters begin and end in bytes that were cut anywhere. */
final class Utf8 {
    private static final int LONGEST = 4;

    private Utf8() {}

    /** Bytes at the beginning that belong to a character that began earlier. */
    static int begin(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && from < LONGEST - 1 && isContinuation(bytes[from])) {
            from++;
        }
        return from;
    }

    /** How many of the bytes can be told now: all but the beginning of a character whose rest is to come. */
    static int complete(byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST - 1, bytes.length); back++) {
            byte b = bytes[bytes.length - back];
            if (!isContinuation(b)) {
                return length(b) > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    private static int length(byte lead) {
        if ((lead & 0xe0) == 0xc0) {
            return 2;
        }
        if ((lead & 0xf0) == 0xe0) {
            return 3;
        }
        return (lead & 0xf8) == 0xf0 ? LONGEST : 1;
    }
}
