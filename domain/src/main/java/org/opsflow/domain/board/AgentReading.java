package org.opsflow.domain.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/** Agents with their processes, for people and programs; a few statements for however many. */
@ApplicationScoped
public class AgentReading {
    private static final String LIST = "agents";

    private final Agents agents;
    private final BoardRows rows;

    @Inject
    public AgentReading(Agents agents, BoardRows rows) {
        this.agents = agents;
        this.rows = rows;
    }

    AgentReading() {
        this(null, null);
    }

    /** Those that are not retired, the oldest first. */
    @Transactional
    public Page<SeenAgent> list(Caller caller, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Optional<Agents.Place> after = wanted.after()
                .map(cursor -> cursor.in(LIST))
                .map(cursor -> new Agents.Place(cursor.time(0), cursor.slug(1)));
        Situations situations = Situations.of(caller.workspaceId(), rows);
        return Page.of(
                        agents.of(caller.workspaceId(), after, wanted.read()),
                        wanted,
                        agent -> Cursor.of(LIST, agent.createdAt(), agent.slug()))
                .map(situations::seen);
    }

    /** Retired or not. */
    @Transactional
    public SeenAgent find(Caller caller, String slug) {
        caller.require(Permission.VIEW_WORKSPACE);
        return seen(caller, slug);
    }

    /** An agent to who just did something with it: their key may be for that and not for looking around. */
    @Transactional
    public SeenAgent updated(Caller caller, String slug) {
        caller.require(Permission.PAUSE_AGENT);
        return seen(caller, slug);
    }

    private SeenAgent seen(Caller caller, String slug) {
        Agent agent = Optional.of(slug)
                .filter(Slug::isOne)
                .flatMap(known -> agents.known(caller.workspaceId(), known))
                .orElseThrow(() -> Problem.notFound("agent", slug));
        return Situations.of(caller.workspaceId(), rows).seen(agent);
    }
}
