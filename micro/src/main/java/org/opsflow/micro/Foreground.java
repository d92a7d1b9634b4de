package org.opsflow.micro;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A server that lives as long as a piece of work on the main thread, and stops in order when a signal asks for it. */
record Foreground(Server server, Console console) {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    /** Returns the exit code of the work, or that of the signal which ended the start. */
    int run(Work work) throws Exception {
        var request = StopRequest.listening(() -> {
            console.tell("Stopping");
            server.cancel();
        });
        // For ends that no signal announces; a second stop does nothing.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        try {
            server.start();
            server.waitUntilReady(READY_LIMIT);
            return work.on(request);
        } catch (CancellationException e) {
            return request.await();
        } finally {
            server.stop();
        }
    }

    /** Has to end soon after the request came. */
    @FunctionalInterface
    interface Work {
        int on(StopRequest request) throws Exception;
    }
}
