package org.opsflow.domain.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Allowances;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.Post;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.Startable;

/** The messages of this node: one thread takes them in, another brings them to its agents. */
@ApplicationScoped
public class Mailroom implements Post, Startable, NodeNews.Listener {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** Something was stored for agents: their ids. */
    private static final String KIND = "messages";
    /** A hint is short. */
    private static final int TOLD_AT_ONCE = 100;

    private final MessageIntake intake;
    private final MessageRounds rounds;
    private final Allowances allowances = new Allowances(System::nanoTime);
    private final NodeNews others;
    private final ThreadFactory threadFactory;
    private final List<Thread> threads = new ArrayList<>();

    @Inject
    public Mailroom(
            MessageSending sending,
            MessageDelivery delivery,
            NodeNews others,
            ThreadFactory threadFactory,
            Settings settings) {
        this.intake = new MessageIntake(sending, delivery);
        this.rounds = new MessageRounds(delivery, settings.node(), settings.sweep());
        this.others = others;
        this.threadFactory = threadFactory;
    }

    Mailroom() {
        intake = null;
        rounds = null;
        others = null;
        threadFactory = null;
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public synchronized void start() {
        start("opsflow-message-intake", intake);
        start("opsflow-message-rounds", rounds);
    }

    private void start(String name, Runnable work) {
        Thread thread = threadFactory.newThread(work);
        thread.setName(name);
        thread.start();
        threads.add(thread);
    }

    @Override
    public synchronized void stop() {
        intake.close();
        if (!threads.isEmpty()) {
            awaitEnd(threads.get(0));
        }
        threads.forEach(Thread::interrupt);
        threads.forEach(Mailroom::awaitEnd);
        threads.clear();
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void send(Correspondent from, MessageDraft draft, Answer answer) {
        Duration wait = allowances.spend(from.agentId());
        if (wait.isZero()) {
            intake.send(from, new Letter(from, draft, answer));
        } else {
            MessageIntake.overloaded(
                    answer,
                    "An agent may send " + Allowances.PER_SECOND + " messages a second: send it again later.",
                    (int) wait.toMillis() + 1);
        }
    }

    @Override
    public void read(Correspondent by, List<UUID> messageIds, Runnable done) {
        intake.read(by, messageIds, done);
    }

    @Override
    public void joined(Correspondent here) {
        rounds.joined(here);
    }

    @Override
    public void left(Correspondent gone) {
        rounds.left(gone);
    }

    @Override
    public void roomAgain(Correspondent here) {
        rounds.roomAgain(here);
    }

    /** Agents that are not at this node are passed over. */
    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesStored stored) {
        rounds.news(stored.agentIds());
        List<UUID> ids = List.copyOf(stored.agentIds());
        for (int from = 0; from < ids.size(); from += TOLD_AT_ONCE) {
            others.tell(
                    KIND,
                    ids.subList(from, Math.min(ids.size(), from + TOLD_AT_ONCE)).stream()
                            .map(UUID::toString)
                            .collect(Collectors.joining(" ")));
        }
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public void heard(String kind, String text) {
        rounds.news(Arrays.stream(text.split(" ")).map(UUID::fromString).toList());
    }
}
