package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.opsflow.conformance.Kit;
import org.opsflow.conformance.Meddler;
import org.opsflow.conformance.Mutant;
import org.opsflow.conformance.Refuted;
import org.opsflow.conformance.Script;
import org.opsflow.conformance.Target;

/** Plays the scripts of the conformance kit in which a server stops, and their mutants, all at one stop of it. */
final class StoppingKit implements AutoCloseable {

    private static final int PATIENCE_MIN = 3;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> verdicts = new ArrayList<>();
    private final CountDownLatch ready;

    StoppingKit(LiveServer server) {
        var scripts = Script.forServers().stream().filter(Script::isAboutAnEnd).toList();
        assertThat(scripts).isNotEmpty();
        ready = new CountDownLatch(scripts.stream()
                .mapToInt(script -> 1 + ServerMutants.ALL.get(script.name()).size())
                .sum());
        Target kit = new ServerOfKit("stopping-", server, ready::countDown);
        for (var script : scripts) {
            verdicts.add(threads.submit(() -> assertThatCode(() -> Kit.testServer(script, kit, Meddler.NONE))
                    .doesNotThrowAnyException()));
            ServerMutants.ALL
                    .get(script.name())
                    .forEach((name, mutant) -> verdicts.add(threads.submit(() -> {
                        Mutant bad = mutant.get();
                        assertThatThrownBy(() -> Kit.testServer(script, kit, bad))
                                .as(name)
                                .isInstanceOf(Refuted.class);
                        assertThat(bad.hasStruck()).as(name + ": it was bad").isTrue();
                    })));
        }
    }

    /** Waits until the server may stop. */
    void awaitReady() throws InterruptedException {
        assertThat(ready.await(PATIENCE_MIN, TimeUnit.MINUTES))
                .as("ready for the stop")
                .isTrue();
    }

    /** When it has stopped. */
    void tell() throws InterruptedException, ExecutionException {
        for (var verdict : verdicts) {
            verdict.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
