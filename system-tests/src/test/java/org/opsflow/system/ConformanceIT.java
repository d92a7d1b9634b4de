package org.opsflow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opsflow.conformance.Kit;
import org.opsflow.conformance.Meddler;
import org.opsflow.conformance.Refuted;
import org.opsflow.conformance.Script;
import org.opsflow.conformance.SideBySide;
import org.opsflow.conformance.Target;

/**
 * The server keeps to every script of the conformance kit; and every script tells a bad server from a good one. Those in which
 * it stops are played when it is stopped anyway: {@link StoppingKit}.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    private static final int AT_A_TIME = 4;

    private final SideBySide threads = new SideBySide(AT_A_TIME);
    /** One for each script that is played at the moment: its agents are its own. */
    private final BlockingQueue<Target> servers = new ArrayBlockingQueue<>(AT_A_TIME);

    ConformanceIT(LiveServer server) {
        for (int i = 1; i <= AT_A_TIME; i++) {
            servers.add(new ServerOfKit("conformance-" + i + "-", server));
        }
    }

    private static Stream<Script> scripts() {
        return Script.forServers().stream().filter(script -> !script.isAboutAnEnd());
    }

    @TestFactory
    Stream<DynamicTest> theServer() {
        return scripts()
                .map(script -> threads.test(script.toString(), () -> play(script, Meddler.NONE)))
                .toList()
                .stream();
    }

    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        assertThat(Script.forServers()).extracting(Script::name).hasSameElementsAs(ServerMutants.ALL.keySet());
        return scripts()
                .flatMap(script -> ServerMutants.ALL.get(script.name()).entrySet().stream()
                        .map(mutant -> threads.test(script.name() + ": " + mutant.getKey(), () -> {
                            var bad = mutant.getValue().get();
                            assertThatThrownBy(() -> play(script, bad)).isInstanceOf(Refuted.class);
                            assertThat(bad.hasStruck()).as("it was bad").isTrue();
                        })))
                .toList()
                .stream();
    }

    private void play(Script script, Meddler meddler) throws InterruptedException {
        Target server = servers.take();
        try {
            Kit.testServer(script, server, meddler);
        } finally {
            servers.add(server);
        }
    }
}
