package org.opsflow.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Credential;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class MessageReadingTest {
    private static final Page.Wanted FIRST = new Page.Wanted(10, Optional.empty());

    /** Of a key that was made for something else. */
    private final Caller caller = new Caller(
                    UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Ada", Role.OWNER)
            .by(new Credential(Credential.Kind.KEY, UUID.randomUUID(), Scopes.asked(List.of("run:create"))));

    private final MessageReading reading = new MessageReading(null, null);

    @Test
    void isOnlyForWhoMayViewTheWorkspace() {
        assertRefused(() -> reading.ofRun(caller, PublicId.RUN.of(UUID.randomUUID()), FIRST));
        assertRefused(() -> reading.ofStep(caller, PublicId.STEP.of(UUID.randomUUID()), FIRST));
        assertRefused(() -> reading.ofAgent(caller, "kenji", FIRST));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThat(catchThrowableOfType(Problem.class, call).code()).isEqualTo("scope");
    }
}
