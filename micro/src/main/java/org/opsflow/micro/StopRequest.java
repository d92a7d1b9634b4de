package org.opsflow.micro;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C, SIGTERM or a closed terminal, as something to wait for.
 *
 * <p>Shutdown hooks run all at once, and one of Payara's stops its server: ours would close the database under it. So the
 * signals are taken here, the process stops in order, then exits. {@code sun.misc.Signal} is called by reflection since
 * javac warns of it and can not be told that there is nothing else.
 */
final class StopRequest {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int SIGNAL_EXIT = 128;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    /** @param listener is told at the first signal, on the signal's own thread */
    static StopRequest listening(Runnable listener) {
        var request = new StopRequest();
        request.exitCode.thenRun(listener);
        try {
            for (var name : SIGNALS) {
                request.take(name);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java has no sun.misc.Signal.", e);
        }
        return request;
    }

    /** Waits for the signal; the exit code that a shell expects after it. */
    int await() {
        return exitCode.join();
    }

    /** Waits for the signal, but not for longer. */
    void within(Duration limit) throws InterruptedException {
        try {
            exitCode.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // the caller asks whether it came
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean came() {
        return exitCode.isDone();
    }

    private void take(String name) throws ReflectiveOperationException {
        var type = Class.forName("sun.misc.Signal");
        var handlerType = Class.forName("sun.misc.SignalHandler");
        var signal = type.getConstructor(String.class).newInstance(name);
        var number = (int) type.getMethod("getNumber").invoke(signal);
        var handler = Proxy.newProxyInstance(
                StopRequest.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    exitCode.complete(SIGNAL_EXIT + number);
                    return null;
                });
        var handle = type.getMethod("handle", type, handlerType);
        var previous = handle.invoke(null, signal, handler);
        if (previous == handlerType.getField("SIG_IGN").get(null)) {
            // Started with nohup or in the background of a script: stays deaf to it.
            handle.invoke(null, signal, previous);
        }
    }
}
