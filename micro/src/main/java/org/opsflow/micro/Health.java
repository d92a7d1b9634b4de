package org.opsflow.micro;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Asks a server whether it is ready to work. */
record Health(URI endpoint) {

    private static final Pattern READY = Pattern.compile("\"status\"\\s*:\\s*\"(healthy|degraded)\"");
    private static final int TIMEOUT_MS = 2_000;
    private static final long POLL_MS = 50;

    static Health of(String url) {
        return new Health(URI.create(url + "/api/health"));
    }

    boolean await(Duration limit, BooleanSupplier givenUp) throws InterruptedException {
        var since = System.nanoTime();
        while (!isReady()) {
            if (givenUp.getAsBoolean() || System.nanoTime() - since > limit.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    boolean isReady() {
        try {
            var connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return false;
            }
            try (var in = connection.getInputStream()) {
                return READY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .find();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
