package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class PauseGateTest {
    private final PauseGate gate = new PauseGate();
    private final List<String> said = new CopyOnWriteArrayList<>();

    private void want(boolean pause, String word) {
        gate.want(pause, () -> said.add(word));
        gate.settle();
    }

    private CompletableFuture<Void> passing() {
        return CompletableFuture.runAsync(() -> {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Test
    void letsWorkPassThatNobodyPaused() throws InterruptedException {
        gate.pass();
        assertThat(gate.isPaused()).isFalse();
    }

    @Test
    void holdsTheWorkAndSaysSoWhenItHasComeThere() {
        want(true, "paused");
        assertThat(gate.isPaused()).isTrue();
        assertThat(said).isEmpty();
        CompletableFuture<Void> work = passing();
        await().until(() -> said.equals(List.of("paused")));
        assertThat(work).isNotDone();

        want(false, "resumed");

        work.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(said).containsExactly("paused", "resumed");
    }

    @Test
    void answersOnlyTheLastOfTwoWords() {
        want(true, "paused");
        want(false, "resumed");
        want(true, "paused again");
        passing();
        await().until(() -> said.size() == 2);
        assertThat(said).containsExactly("resumed", "paused again");
    }

    @Test
    void letsWhoWaitsStop() {
        want(true, "paused");
        CompletableFuture<Void> work = passing();
        await().until(() -> !said.isEmpty());
        gate.close();
        assertThatThrownBy(work::join).hasCauseInstanceOf(InterruptedException.class);
        want(false, "resumed");
        assertThat(said).containsExactly("paused");
    }

    @Test
    void haltsByTheHookAsOftenAsItHasTo() {
        want(true, "paused");
        gate.hook(new PauseHook() {
            @Override
            public void pause() {
                said.add("halt");
            }

            @Override
            public void resume() {
                said.add("go on");
            }
        });
        want(true, "paused again");
        want(false, "resumed");
        assertThat(said).containsExactly("halt", "paused", "paused again", "go on", "resumed");
    }

    @Test
    void saysNothingForWorkThatCannotHalt() {
        gate.hook(new PauseHook() {
            @Override
            public void pause() {
                throw new IllegalStateException("not here");
            }

            @Override
            public void resume() {
                throw new IllegalStateException("never paused");
            }
        });
        want(true, "paused");
        assertThat(said).isEmpty();
        want(false, "resumed");
        assertThat(said).containsExactly("resumed");
    }
}
