package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.Arrays;

/** Every duration that was measured, none thrown away. Not safe for threads. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** The smallest duration that so many percent do not exceed, in milliseconds; 0 when nothing was measured. */
    double percentile(double percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(percent / 100 * count) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("count", count);
        json.addProperty("p50_ms", Figures.rounded(percentile(50), 2));
        json.addProperty("p99_ms", Figures.rounded(percentile(99), 2));
        json.addProperty("max_ms", Figures.rounded(percentile(100), 2));
        return json;
    }
}
