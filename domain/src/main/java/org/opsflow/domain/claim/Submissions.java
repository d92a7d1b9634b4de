package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.NewRun;
import org.opsflow.domain.workflow.RunPlan;

/** Puts new runs into the queue. */
@ApplicationScoped
public class Submissions {
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_ARGS = 256 << 10;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Definitions definitions;
    private final Lanes lanes;
    private final Ids ids;

    @Inject
    public Submissions(Definitions definitions, Lanes lanes, Ids ids) {
        this.definitions = definitions;
        this.lanes = lanes;
        this.ids = ids;
    }

    Submissions() {
        this(null, null, null);
    }

    /** Whether the definition is in memory, so that {@link #submit} does not ask the database first. */
    public boolean knows(Caller caller, String definitionSlug) {
        return definitions.remembered(caller, definitionSlug).isPresent();
    }

    /**
     * Completes after the commit, with a {@link Problem} when the server is full. May read the definition from the
     * database first, unless {@link Definitions} remembers it.
     *
     * @throws Problem naming each wrong field, or that there is no such definition
     */
    public CompletionStage<Submitted> submit(Caller caller, NewRun asked) {
        caller.require(Permission.START_RUN);
        asked.clientId().filter(id -> !CLIENT_ID.matcher(id).matches()).ifPresent(id -> {
            throw Problem.invalid("client_id", "must be 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
        });
        if (asked.name().length() > 200) {
            throw Problem.invalid("name", "is longer than 200 characters");
        }
        if (asked.argsJson().length() > MAX_ARGS) {
            throw Problem.invalid("args", "is longer than 256 KiB; put large inputs into files that the steps read");
        }
        if (asked.priority() < 0 || asked.priority() > 3) {
            throw Problem.invalid("priority", "must be urgent, high, medium or low");
        }
        Definition definition = definitions
                .remembered(caller, asked.definitionSlug())
                .orElseGet(() -> definitions.toStart(caller, asked.definitionSlug()));
        return queue(new Command.Submit(
                plan(caller, asked, definition), asked.priority(), asked.clientId(), createdBy(caller)));
    }

    private RunPlan plan(Caller caller, NewRun asked, Definition definition) {
        List<UUID> stepIds = new ArrayList<>();
        UUID runId = ids.next();
        definition.workflow().steps().forEach(step -> stepIds.add(ids.next()));
        String name = asked.name().isBlank() ? definition.workflow().name() : asked.name();
        String args = definitions.checkArgs(definition, asked.argsJson());
        return new RunPlan(runId, caller.workspaceId(), name, args, definition, stepIds);
    }

    private CompletionStage<Submitted> queue(Command.Submit command) {
        CompletableFuture<Submitted> submitted = new CompletableFuture<>();
        boolean queued = lanes.offer(command, outcome -> {
            if (outcome instanceof Outcome.Submitted made) {
                submitted.complete(new Submitted(made.runId(), made.duplicate()));
            } else {
                submitted.completeExceptionally(new IllegalStateException("The run could not be stored: " + outcome));
            }
        });
        if (!queued) {
            submitted.completeExceptionally(Problem.overloaded(RETRY));
        }
        return submitted;
    }

    private static Optional<UUID> createdBy(Caller caller) {
        return caller.kind() == Caller.Kind.PERSON ? Optional.of(caller.id()) : Optional.empty();
    }
}
