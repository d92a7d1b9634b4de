package org.opsflow.domain.message;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.claim.Attempts;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Settings;

/** A mailroom on the real database: does what the container does for {@code @Transactional} and {@code AFTER_SUCCESS}. */
public final class TransactionalMail {
    /** The work in one transaction. */
    public interface Transactions {
        <T> T in(Supplier<T> work);
    }

    /** What a mailroom works with. */
    public record Parts(
            Transactions transactions, Messages messages, Attempts attempts, ChangeRecorder recorder, Ids ids) {}

    private final Parts parts;
    private final ThreadLocal<List<MessagesStored>> fired = ThreadLocal.withInitial(ArrayList::new);
    private Mailroom mailroom;

    private TransactionalMail(Parts parts) {
        this.parts = parts;
    }

    public static Mailroom of(Parts parts, NodeNews others, ThreadFactory threads, Settings settings) {
        TransactionalMail mail = new TransactionalMail(parts);
        mail.mailroom = new Mailroom(mail.new Sending(), mail.new Delivering(), others, threads, settings);
        return mail.mailroom;
    }

    private Event<MessagesStored> event() {
        return event(stored -> fired.get().add(stored));
    }

    /** Told to nobody. */
    static Event<MessagesStored> nobody() {
        return event(stored -> {});
    }

    @SuppressWarnings("unchecked")
    private static Event<MessagesStored> event(Consumer<MessagesStored> told) {
        return (Event<MessagesStored>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    told.accept((MessagesStored) arguments[0]);
                    return null;
                });
    }

    private final class Sending extends MessageSending {
        Sending() {
            super(parts.messages(), parts.attempts(), parts.recorder(), parts.ids(), event());
        }

        @Override
        public List<Optional<Refused>> store(List<Letter> letters) {
            fired.get().clear();
            List<Optional<Refused>> refusals = parts.transactions().in(() -> super.store(letters));
            fired.get().forEach(mailroom::stored);
            return refusals;
        }
    }

    private final class Delivering extends MessageDelivery {
        Delivering() {
            super(parts.messages(), parts.recorder(), parts.ids());
        }

        @Override
        public Round assign(Map<UUID, List<Correspondent>> sessionsByAgent) {
            return parts.transactions().in(() -> super.assign(sessionsByAgent));
        }

        @Override
        public void read(Collection<Messages.Pair> pairs, Map<UUID, String> slugs) {
            parts.transactions().in(() -> {
                super.read(pairs, slugs);
                return null;
            });
        }

        @Override
        public void catchUp(Collection<Correspondent> newcomers) {
            parts.transactions().in(() -> {
                super.catchUp(newcomers);
                return null;
            });
        }

        @Override
        public List<UUID> waitingAt(String node) {
            return parts.transactions().in(() -> super.waitingAt(node));
        }

        @Override
        public void expire() {
            parts.transactions().in(() -> {
                super.expire();
                return null;
            });
        }
    }
}
