package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.PasswordSignIn;
import org.opsflow.domain.identity.People;
import org.opsflow.domain.identity.SessionToken;
import org.opsflow.domain.identity.SignInSessions;
import org.opsflow.domain.identity.Visitor;
import org.opsflow.domain.shared.Problem;

/** Lanes live on threads that no request brought: transactions, both stores and events must work there as anywhere. */
interface LaneTransactions {
    int LANES = 8;

    @Test
    default void sqlAndJpaCommitTogetherOnALane() throws Exception {
        TwoStores stores = Inside.bean(TwoStores.class);
        UUID id = UUID.randomUUID();

        onALane(() -> stores.write(id, false));

        assertThat(stores.holdsRow(id)).isTrue();
        assertThat(stores.holdsEntity(id)).isTrue();
    }

    @Test
    default void sqlAndJpaRollBackTogetherOnALane() throws Exception {
        TwoStores stores = Inside.bean(TwoStores.class);
        UUID id = UUID.randomUUID();

        assertThat(CompletableFuture.supplyAsync(() -> failureOf(() -> stores.write(id, true)), lane())
                        .get(30, TimeUnit.SECONDS))
                .hasMessage("told to fail");

        assertThat(stores.holdsRow(id)).isFalse();
        assertThat(stores.holdsEntity(id)).isFalse();
    }

    /**
     * What a request reads without a transaction the server keeps beside the request. On a busy machine it was seen to
     * find that closed when the request ended, and answered 500 to calls that had gone well.
     */
    @Test
    default void aRequestReadsNothingWithoutATransaction() throws Exception {
        Inside.bean(SignInSessions.class).find(new SessionToken("nobody's"));
        Inside.bean(SignInSessions.class).find(new SessionToken("nobody's"), Optional.of("main"));
        Throwable refused = failureOf(() ->
                Inside.bean(PasswordSignIn.class).signIn("nobody@example.org", "wrong", new Visitor("127.0.8.8", "")));

        assertThat(refused).isInstanceOf(Problem.class);
        assertThat(Inside.keptBesideTheRequest()).isNull();
        Inside.bean(People.class).byEmail("nobody@example.org");
        assertThat(Inside.keptBesideTheRequest()).as("what such a read leaves").isNotNull();
    }

    /** A component that several threads had around them would hand one's transaction to the other. */
    @Test
    default void lanesThatWorkAtTheSameTimeHaveTransactionsOfTheirOwn() throws Exception {
        TwoStores stores = Inside.bean(TwoStores.class);
        CyclicBarrier inside = new CyclicBarrier(LANES);
        Map<UUID, CompletableFuture<Void>> writing = new HashMap<>();
        Set<UUID> failing = new HashSet<>();
        for (int i = 0; i < LANES; i++) {
            UUID id = UUID.randomUUID();
            boolean fails = i % 2 == 0;
            if (fails) {
                failing.add(id);
            }
            writing.put(
                    id,
                    CompletableFuture.runAsync(() -> stores.write(id, fails, () -> meet(inside)), lane())
                            .exceptionally(told -> null));
        }
        for (CompletableFuture<Void> done : writing.values()) {
            done.get(30, TimeUnit.SECONDS);
        }

        for (UUID id : writing.keySet()) {
            assertThat(stores.holdsRow(id)).isNotEqualTo(failing.contains(id));
            assertThat(stores.holdsEntity(id)).isNotEqualTo(failing.contains(id));
        }
    }

    @Test
    default void eventsAreToldAfterTheCommitOnly() throws Exception {
        TwoStores stores = Inside.bean(TwoStores.class);
        UUID kept = UUID.randomUUID();
        UUID undone = UUID.randomUUID();

        onALane(() -> stores.write(kept, false));
        onALane(() -> failureOf(() -> stores.write(undone, true)));

        assertThat(stores.heard())
                .containsEntry(kept, Status.STATUS_NO_TRANSACTION)
                .doesNotContainKey(undone);
    }

    /** gRPC's threads are strangers to the container, and may be the first to use a bean. */
    @Test
    default void aBeanFirstUsedOnAnEdgeThreadGetsItsResources() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ThreadFactory threads = Inside.bean(ThreadFactory.class);
        FirstUsed bean = Inside.bean(FirstUsed.class);

        Thread stranger = new Thread(() -> {
            CompletableFuture<Boolean> said = CompletableFuture.supplyAsync(
                    bean::hasItsResources, work -> threads.newThread(work).start());
            said.whenComplete((well, failed) -> {
                if (failed == null) {
                    answer.complete(well);
                } else {
                    answer.completeExceptionally(failed);
                }
            });
        });
        stranger.setUncaughtExceptionHandler((thread, failed) -> answer.completeExceptionally(failed));
        stranger.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        stranger.start();

        assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the others did not come", alone);
        }
    }

    private static void onALane(Runnable work) throws Exception {
        CompletableFuture.runAsync(work, lane()).get(30, TimeUnit.SECONDS);
    }

    private static Executor lane() {
        ThreadFactory threads = Inside.bean(ThreadFactory.class);
        return work -> threads.newThread(work).start();
    }

    private static Throwable failureOf(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            return failed;
        }
        throw new AssertionError("did not fail");
    }
}
