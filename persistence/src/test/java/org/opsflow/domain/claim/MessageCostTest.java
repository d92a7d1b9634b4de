package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.message.BatchOfMessages;
import org.opsflow.domain.message.TransactionalMail;
import org.opsflow.persistence.message.SqlMessages;

/** What a batch of messages costs must not grow with its size. */
class MessageCostTest {
    private final Floor floor = new Floor();
    private final Worker sender = floor.worker("sender");
    private final Worker recipient = floor.worker("recipient");
    private final TransactionalMail.Parts parts = new TransactionalMail.Parts(
            floor::in, new SqlMessages(floor.sql), floor.attempts, floor.recorder, floor.ids);

    private Correspondent of(Worker worker) {
        return new Correspondent(
                worker.session(), worker.epoch(), floor.workspace, worker.face(), Set.of("script"), null);
    }

    @Test
    void aBatchOf16CostsAsManyStatementsAsABatchOfOne() {
        cost(1);
        List<Long> one = cost(1);

        assertThat(cost(16)).isEqualTo(one);
    }

    /** Statements of storing so many messages under an attempt, and of bringing them. */
    private List<Long> cost(int size) {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        Grant grant = floor.running(sender, floor.apply(submit).ready().get(0));
        List<MessageDraft> drafts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            drafts.add(Colleague.under(
                    Colleague.draft(
                            "c" + floor.ids.next(),
                            new Address(Address.Kind.AGENT, recipient.face().slug()),
                            "hello"),
                    new SessionOut.Held(grant.attemptId(), grant.fence())));
        }
        return floor.in(() -> {
            long before = floor.statements();
            assertThat(BatchOfMessages.store(parts, of(sender), drafts)).isZero();
            long between = floor.statements();
            assertThat(BatchOfMessages.deliver(parts, List.of(of(recipient)))).isEqualTo(size);
            return List.of(between - before, floor.statements() - between);
        });
    }
}
