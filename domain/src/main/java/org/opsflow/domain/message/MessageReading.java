package org.opsflow.domain.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Slug;

/** Messages for people and programs, the newest first; the same number of statements for however many. */
@ApplicationScoped
public class MessageReading {
    private static final String LIST = "messages";

    private final Messages messages;
    private final Agents agents;

    @Inject
    public MessageReading(Messages messages, Agents agents) {
        this.messages = messages;
        this.agents = agents;
    }

    MessageReading() {
        this(null, null);
    }

    /** Those that were sent while working on the step. */
    @Transactional
    public Page<Messages.Seen> ofStep(Caller caller, String id, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        UUID step = PublicId.STEP
                .parse(id)
                .filter(known -> messages.hasStep(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("workflow step", id));
        return page(messages.ofStep(caller.workspaceId(), step, before(wanted), wanted.read()), wanted);
    }

    /** Those that were sent while working on its steps. */
    @Transactional
    public Page<Messages.Seen> ofRun(Caller caller, String id, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        UUID run = PublicId.RUN
                .parse(id)
                .filter(known -> messages.hasRun(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("workflow execution", id));
        return page(messages.ofRun(caller.workspaceId(), run, before(wanted), wanted.read()), wanted);
    }

    /** Those that the agent sent, and those that are for it; retired or not. */
    @Transactional
    public Page<Messages.Seen> ofAgent(Caller caller, String slug, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Agent agent = Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> agents.known(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
        return page(messages.ofAgent(caller.workspaceId(), agent.id(), before(wanted), wanted.read()), wanted);
    }

    private static Optional<UUID> before(Page.Wanted wanted) {
        return wanted.after().map(cursor -> cursor.in(LIST).id(0));
    }

    private static Page<Messages.Seen> page(List<Messages.Seen> found, Page.Wanted wanted) {
        return Page.of(found, wanted, seen -> Cursor.of(LIST, seen.message().id()));
    }
}
