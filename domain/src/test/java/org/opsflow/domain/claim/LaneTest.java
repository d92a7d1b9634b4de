package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;

class LaneTest {
    private static final UUID WORKSPACE = new UUID(0, 1);

    private final Ids ids = new Ids();
    private final FakeEngine engine = new FakeEngine();
    private final List<Engine.Result> committed = new CopyOnWriteArrayList<>();
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final Lane lane = new Lane(engine, (ended, ready) -> List.of(), committed::add);
    private Thread thread;

    /** One call of an engine. */
    private record Call(List<Command> commands, boolean again) {}

    /** Answers Taken to each command, unless it is told to fail. */
    private static final class FakeEngine implements Lane.Applying {
        final List<Call> calls = new CopyOnWriteArrayList<>();
        final Set<Command> poison = ConcurrentHashMap.newKeySet();
        final CountDownLatch open = new CountDownLatch(1);
        volatile int failures;

        @Override
        public Engine.Result apply(List<Command> commands, boolean again, Engine.Ahead ahead) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            calls.add(new Call(commands, again));
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("deadlock");
            }
            if (commands.stream().anyMatch(poison::contains)) {
                throw new IllegalStateException("poison");
            }
            List<Outcome> outcomes = new ArrayList<>();
            commands.forEach(command -> outcomes.add(new Outcome.Taken()));
            return new Engine.Result(outcomes, List.of(), List.of(), List.of(), List.of());
        }
    }

    /** The first try may have been committed without a word: what it claimed must not be claimed for another. */
    @Test
    void keepsWhatItClaimedAheadWhenTheBatchIsTriedAgain() throws InterruptedException {
        ReadyStep step = new ReadyStep(ids.next(), ids.next(), WORKSPACE, 1, null);
        Command.Claim claim = new Command.Claim(ids.next(), step, ids.next(), 1, null);
        List<Outcome> claimed = new CopyOnWriteArrayList<>();
        List<Call> calls = new CopyOnWriteArrayList<>();
        Lane eager = new Lane(
                (commands, again, ahead) -> {
                    List<Command> all = new ArrayList<>(commands);
                    all.addAll(ahead.claims(List.of(), List.of(step)));
                    calls.add(new Call(all, again));
                    if (!again) {
                        throw new IllegalStateException("the connection broke at the commit");
                    }
                    return new Engine.Result(
                            List.of(new Outcome.Taken(), Outcome.Refused.offerGone("gone")),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of());
                },
                (ended, ready) -> List.of(new Lane.Ticket(claim, claimed::add)),
                result -> {});
        Command command = command();
        eager.offer(new Lane.Ticket(command, outcomes::add));
        thread = new Thread(eager);
        thread.start();

        await().until(() -> !claimed.isEmpty());
        assertThat(calls)
                .containsExactly(new Call(List.of(command, claim), false), new Call(List.of(command, claim), true));
        assertThat(outcomes).containsExactly(new Outcome.Taken());
    }

    /** Of two workspaces one claims what is gone, the other's commands each bring a grant that nobody foresaw. */
    @Test
    void takesTurnsByWhatWasGranted() {
        UUID unlucky = new UUID(0, 2);
        List<List<Command>> batches = new CopyOnWriteArrayList<>();
        Lane fair = new Lane(
                (commands, again, ahead) -> {
                    batches.add(commands);
                    List<Outcome> granted = new ArrayList<>();
                    List<UUID> ended = new ArrayList<>();
                    commands.forEach(command -> {
                        if (command instanceof Command.Take take) {
                            ended.add(take.attemptId());
                        }
                        granted.add(Outcome.Refused.offerGone("gone"));
                    });
                    ahead.claims(ended, List.of()).forEach(claim -> granted.add(new Outcome.Granted(null)));
                    return new Engine.Result(granted, List.of(), List.of(), List.of(), List.of());
                },
                (ended, ready) -> ended.stream()
                        .map(attempt -> new Lane.Ticket(claim(WORKSPACE), outcomes::add))
                        .toList(),
                result -> {});
        for (int i = 0; i < 1_000; i++) {
            fair.offer(new Lane.Ticket(command(), outcomes::add));
            fair.offer(new Lane.Ticket(claim(unlucky), outcomes::add));
        }
        thread = new Thread(fair);
        thread.start();

        await().until(() -> batches.size() >= 2);
        assertThat(of(unlucky, batches.get(0))).isLessThan(256 / GrantTurns.ROUND);
        assertThat(of(unlucky, batches.get(1))).isGreaterThanOrEqualTo(GrantTurns.MOST_BEHIND);
    }

    private static long of(UUID workspace, List<Command> batch) {
        return batch.stream()
                .filter(command -> command.workspaceId().equals(workspace))
                .count();
    }

    private Command.Claim claim(UUID workspace) {
        return new Command.Claim(
                ids.next(), new ReadyStep(ids.next(), ids.next(), workspace, 1, null), ids.next(), 1, null);
    }

    private Command command() {
        return new Command.Take(ids.next(), WORKSPACE, ids.next(), Taking.UNNAMED, "Test.");
    }

    /** Queues the commands and starts the lane, so that they come in one batch. */
    private List<Command> run(int count) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Command command = command();
            commands.add(command);
            lane.offer(new Lane.Ticket(command, outcomes::add));
        }
        thread = new Thread(lane);
        thread.start();
        return commands;
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(5_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void appliesWhatIsQueuedInOneBatchAndAnswersAfterTheCommit() {
        List<Command> commands = run(5);
        engine.open.countDown();

        await().until(() -> outcomes.size() == 5);
        assertThat(engine.calls).containsExactly(new Call(commands, false));
        assertThat(committed).hasSize(1);
    }

    @Test
    void takesAtMost256AtOnce() {
        run(600);
        engine.open.countDown();

        await().until(() -> outcomes.size() == 600);
        assertThat(engine.calls).extracting(call -> call.commands().size()).containsExactly(256, 256, 88);
    }

    @Test
    void triesAFailedBatchAgainAndSaysSo() {
        List<Command> commands = run(3);
        engine.failures = 2;
        engine.open.countDown();

        await().until(() -> outcomes.size() == 3);
        assertThat(engine.calls)
                .containsExactly(new Call(commands, false), new Call(commands, true), new Call(commands, true));
        assertThat(outcomes).containsOnly(new Outcome.Taken());
        assertThat(committed).hasSize(1);
    }

    @Test
    void goesOnOneByOneSoThatOnlyTheBrokenCommandFails() {
        List<Command> commands = run(3);
        engine.poison.add(commands.get(1));
        engine.open.countDown();

        await().until(() -> outcomes.size() == 3);
        assertThat(engine.calls)
                .containsExactly(
                        new Call(commands, false),
                        new Call(commands, true),
                        new Call(commands, true),
                        new Call(List.of(commands.get(0)), true),
                        new Call(List.of(commands.get(1)), true),
                        new Call(List.of(commands.get(2)), true));
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Taken());
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(Outcome.Broken.class, broken -> assertThat(broken.correlationId())
                        .isNotBlank());
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Taken());
        assertThat(committed).hasSize(2);
    }

    @Test
    void givesUpASingleBrokenCommandAfterThreeTries() {
        Command poison = command();
        engine.poison.add(poison);
        lane.offer(new Lane.Ticket(poison, outcomes::add));
        run(0);
        engine.open.countDown();

        await().until(() -> outcomes.size() == 1);
        assertThat(engine.calls).hasSize(3);
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Broken.class);
    }

    @Test
    void goesOnAfterAListenerThatThrows() {
        lane.offer(new Lane.Ticket(command(), outcome -> {
            throw new IllegalStateException("a listener's own fault");
        }));
        run(1);
        engine.open.countDown();

        await().until(() -> outcomes.size() == 1);
        assertThat(engine.calls).hasSize(1);
        lane.offer(new Lane.Ticket(command(), outcomes::add));
        await().until(() -> outcomes.size() == 2);
    }

    @Test
    void goesOnAfterACommitListenerThatThrows() {
        Lane touchy = new Lane(engine, (ended, ready) -> List.of(), result -> {
            throw new IllegalStateException("a listener's own fault");
        });
        touchy.offer(new Lane.Ticket(command(), outcomes::add));
        thread = new Thread(touchy);
        thread.start();
        engine.open.countDown();

        await().until(() -> outcomes.size() == 1);
        assertThat(engine.calls).hasSize(1);
    }

    @Test
    void goesOnAfterAnError() {
        lane.offer(new Lane.Ticket(command(), outcome -> {
            throw new StackOverflowError();
        }));
        run(1);
        engine.open.countDown();

        await().until(() -> outcomes.size() == 1);
    }

    @Test
    void refusesMoreThanItCanHold() {
        for (int i = 0; i < Inbox.UNDER_WAY; i++) {
            assertThat(lane.offer(new Lane.Ticket(command(), outcomes::add))).isTrue();
        }
        assertThat(lane.offer(new Lane.Ticket(command(), outcomes::add))).isFalse();
    }
}
