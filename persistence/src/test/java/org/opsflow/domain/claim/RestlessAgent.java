package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opsflow.domain.identity.Caller;

/**
 * An agent's process that comes, goes a little way towards the end of a step, and leaves: with a word, without one, or by
 * connecting again. Most times it comes back with what it holds, sometimes it has forgotten that.
 */
final class RestlessAgent {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int A_MOMENT_MS = 50;

    private final Caller caller;
    private final Random random;
    private final List<LiveNode> nodes;
    private final AtomicInteger mayForget;
    private final Set<UUID> completed;
    private Optional<String> token = Optional.empty();
    private Optional<SessionOut.Held> held = Optional.empty();

    /**
     * @param mayForget how many steps all of them may still lose: one that is lost too often fails
     * @param completed takes what it was receipted for
     */
    RestlessAgent(Caller caller, long seed, List<LiveNode> nodes, AtomicInteger mayForget, Set<UUID> completed) {
        this.caller = caller;
        this.random = new Random(seed);
        this.nodes = nodes;
        this.mayForget = mayForget;
        this.completed = completed;
    }

    /** One stay. */
    void visit() throws InterruptedException {
        if (held.isPresent() && random.nextInt(4) == 0 && mayForget.getAndDecrement() > 0) {
            token = Optional.empty();
            held = Optional.empty();
        }
        Stay stay = new Stay();
        AgentSession session = nodes.get(random.nextInt(nodes.size())).desk.converse(caller, stay);
        session.hello(new Hello(
                "one",
                "1",
                List.of("script"),
                1,
                token,
                List.copyOf(held.stream().toList())));
        token = Optional.of(stay.welcome.resumeToken());
        held = held.filter(stay.welcome.kept()::contains);
        int stage = random.nextInt(6);
        if (held.isPresent()) {
            complete(session, stay);
        } else if (!stay.grants.isEmpty()) {
            begin(session, stay, stay.grants.take());
        } else if (stage > 0) {
            ask(session, stay, stage);
        }
        leave(session);
    }

    private void ask(AgentSession session, Stay stay, int stage) throws InterruptedException {
        session.credits(1, OptionalInt.empty());
        UUID offer = stage == 1 ? null : stay.offers.poll(A_MOMENT_MS, TimeUnit.MILLISECONDS);
        if (offer == null || stage == 2) {
            return;
        }
        session.accept(offer);
        Grant grant = stage == 3 ? null : stay.grants.poll(A_MOMENT_MS, TimeUnit.MILLISECONDS);
        if (grant != null) {
            begin(session, stay, grant);
            if (stage == 5) {
                complete(session, stay);
            }
        }
    }

    private void begin(AgentSession session, Stay stay, Grant grant) throws InterruptedException {
        held = Optional.of(new SessionOut.Held(grant.attemptId(), grant.fence()));
        report(session, stay, 1, new ReportBody.Started());
    }

    private void complete(AgentSession session, Stay stay) throws InterruptedException {
        UUID attempt = held.orElseThrow().attemptId();
        if (report(session, stay, 2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()))) {
            completed.add(attempt);
        }
        held = Optional.empty();
    }

    /** Whether it was receipted. */
    private boolean report(AgentSession session, Stay stay, long number, ReportBody body) throws InterruptedException {
        session.report(held.orElseThrow().attemptId(), held.orElseThrow().fence(), number, body, () -> {});
        String answer = stay.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new AssertionError("No answer to report " + number);
        }
        return answer.equals("receipt " + number);
    }

    private void leave(AgentSession session) {
        switch (random.nextInt(3)) {
            case 0 -> {
                session.goodbye();
                held = Optional.empty();
            }
            case 1 -> session.closed();
            default -> {
                // Its next connection takes over.
            }
        }
    }

    /** For good. */
    void leaves() {
        Stay stay = new Stay();
        AgentSession session = nodes.get(0).desk.converse(caller, stay);
        session.hello(new Hello("one", "1", List.of("script"), 1, token, List.of()));
        session.goodbye();
    }

    /** What one connection hears; an older one's words are not for the newer. */
    private static final class Stay implements SessionOut {
        private final BlockingQueue<UUID> offers = new LinkedBlockingQueue<>();
        private final BlockingQueue<Grant> grants = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private volatile Welcome welcome;

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void welcome(Welcome said) {
            welcome = said;
        }

        @Override
        public void offer(UUID offerId, Offering offering) {
            offers.add(offerId);
        }

        @Override
        public void granted(Grant grant, Optional<UUID> offerId) {
            grants.add(grant);
        }

        @Override
        public void receipt(UUID attemptId, long fence, long number) {
            answers.add("receipt " + number);
        }

        @Override
        public void refused(Refusal refusal) {
            if (refusal.number() > 0) {
                answers.add("refused " + refusal.number());
            }
        }

        @Override
        public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {}

        @Override
        public void drain(Duration reconnectAfter, String message) {}

        @Override
        public void message(AgentMessage message) {}

        @Override
        public void messageReceipt(String clientId) {}

        @Override
        public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {}

        @Override
        public boolean control(Control control) {
            return true;
        }

        @Override
        public void end(End why, String message) {}
    }
}
