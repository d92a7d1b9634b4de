package org.opsflow.domain.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.claim.Post;
import org.opsflow.domain.claim.RefusalCode;
import org.opsflow.domain.claim.Turns;
import org.opsflow.domain.shared.Ids;

/**
 * One thread that stores what agents send and what they have read, in batches: what is queued now, without waiting for
 * more. A batch that fails whole is tried again, then item by item; client ids make that safe.
 */
final class MessageIntake implements Runnable {
    private static final int CAPACITY = 10_000;
    private static final int MAX_BATCH = 256;
    private static final int TRIES = 3;
    private static final int RETRY_MILLIS = 500;
    private static final int BROKEN_RETRY_MILLIS = 2_000;
    private static final Logger LOG = System.getLogger(MessageIntake.class.getName());

    /** One of the two. */
    private record Item(Optional<Letter> letter, Optional<Reading> reading) {}

    private record Reading(Correspondent by, List<UUID> messageIds, Runnable done) {}

    private final MessageSending sending;
    private final MessageDelivery delivery;
    private final Turns<Item> queue = new Turns<>(CAPACITY, item -> 1);

    MessageIntake(MessageSending sending, MessageDelivery delivery) {
        this.sending = sending;
        this.delivery = delivery;
    }

    void send(Correspondent from, Letter letter) {
        if (!queue.offer(from.workspaceId(), new Item(Optional.of(letter), Optional.empty()))) {
            overloaded(letter.answer(), "The server is full: send the message again.", RETRY_MILLIS);
        }
    }

    /** When the queue is full nothing is stored: the message comes again with the next session. */
    void read(Correspondent by, List<UUID> messageIds, Runnable done) {
        Reading reading = new Reading(by, messageIds, done);
        if (!queue.offer(by.workspaceId(), new Item(Optional.empty(), Optional.of(reading)))) {
            done.run();
        }
    }

    static void overloaded(Post.Answer answer, String message, int retryAfterMillis) {
        answer.refused(new Refused(RefusalCode.OVERLOADED, message, ""), retryAfterMillis);
    }

    /** Takes no more; what is queued is still stored, then {@link #run} returns. */
    void close() {
        queue.close();
    }

    @Override
    public void run() {
        try {
            for (List<Item> batch = queue.take(MAX_BATCH); !batch.isEmpty(); batch = queue.take(MAX_BATCH)) {
                store(batch.stream().flatMap(item -> item.letter().stream()).toList());
                read(batch.stream().flatMap(item -> item.reading().stream()).toList());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(List<Letter> letters) {
        for (int attempt = 1; !letters.isEmpty(); attempt++) {
            try {
                List<Optional<Refused>> refusals = sending.store(letters);
                for (int i = 0; i < letters.size(); i++) {
                    answer(letters.get(i).answer(), refusals.get(i));
                }
                return;
            } catch (RuntimeException failure) {
                if (attempt >= TRIES && letters.size() > 1) {
                    letters.forEach(letter -> store(List.of(letter)));
                    return;
                }
                if (attempt >= TRIES) {
                    broken(letters.get(0), failure);
                    return;
                }
            }
        }
    }

    private static void answer(Post.Answer answer, Optional<Refused> refusal) {
        refusal.ifPresentOrElse(why -> answer.refused(why, 0), answer::stored);
    }

    private static void broken(Letter letter, RuntimeException failure) {
        String correlationId = Ids.correlation();
        // Not the text: it is nobody's business here.
        LOG.log(Level.ERROR, "A message could not be stored, correlation id " + correlationId, failure);
        overloaded(
                letter.answer(),
                "The message could not be stored (correlation id " + correlationId + "): send it again.",
                BROKEN_RETRY_MILLIS);
    }

    private void read(List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        Map<UUID, String> slugs = new HashMap<>();
        readings.forEach(reading ->
                slugs.put(reading.by().agentId(), reading.by().agent().slug()));
        try {
            delivery.read(
                    readings.stream()
                            .flatMap(reading -> reading.messageIds().stream()
                                    .map(id ->
                                            new Messages.Pair(id, reading.by().agentId())))
                            .distinct()
                            .toList(),
                    slugs);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "That messages were read could not be stored; they are brought again", failure);
        }
        readings.forEach(reading -> reading.done().run());
    }
}
