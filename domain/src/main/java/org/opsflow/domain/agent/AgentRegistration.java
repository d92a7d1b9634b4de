package org.opsflow.domain.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.KeyIssue;
import org.opsflow.domain.identity.NewKey;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Slug;

/** Enters an agent and gives it its key. */
@ApplicationScoped
public class AgentRegistration {
    private static final int NAME_LENGTH = 120;
    private static final int EMOJI_LENGTH = 16;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-f]{6}");

    private final Agents agents;
    private final KeyIssue keys;
    private final ChangeRecorder changes;
    private final Ids ids;
    private final InstantSource clock;

    @Inject
    public AgentRegistration(Agents agents, KeyIssue keys, ChangeRecorder changes, Ids ids, InstantSource clock) {
        this.agents = agents;
        this.keys = keys;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    AgentRegistration() {
        this(null, null, null, null, null);
    }

    @Transactional
    public RegisteredAgent register(Caller caller, NewAgent wanted) {
        caller.require(Permission.REGISTER_AGENT);
        String name = name(wanted);
        Slug slug = slug(caller.workspaceId(), wanted, name);
        Agent agent =
                new Agent(ids.next(), caller.workspaceId(), slug.text(), name, look(wanted, slug), clock.instant());
        agents.add(agent);
        String key = keys.toAgent(agent.workspaceId(), agent.id(), agent.slug(), NewKey.first())
                .text();
        changes.record(List.of(new Change(
                agent.workspaceId(),
                "worker.registered",
                JsonText.object(json -> AgentJson.members(json, agent, AgentSituation.NONE)))));
        return new RegisteredAgent(agent, key);
    }

    private Slug slug(UUID workspaceId, NewAgent wanted, String name) {
        if (wanted.id().isEmpty()) {
            return Slug.from(name, "agent", slug -> agents.has(workspaceId, slug.text()));
        }
        Slug chosen = Slug.chosen("id", wanted.id().get());
        if (agents.has(workspaceId, chosen.text())) {
            throw taken(chosen.text());
        }
        return chosen;
    }

    /** What to say to who wants a slug that somebody has. */
    public static Problem taken(String slug) {
        return Problem.conflict("agent_exists", "There is an agent '" + slug + "' already: choose another id.")
                .naming("id");
    }

    private static String name(NewAgent wanted) {
        String name = wanted.name().strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            throw Problem.invalid("name", "must be 1 to " + NAME_LENGTH + " characters long");
        }
        return name;
    }

    private static AgentLook look(NewAgent wanted, Slug slug) {
        AgentLook usual = AgentLook.of(slug.text());
        String emoji = wanted.emoji().map(String::strip).orElse(usual.emoji());
        if (emoji.isEmpty() || emoji.length() > EMOJI_LENGTH) {
            throw Problem.invalid("emoji", "must be one emoji, at most " + EMOJI_LENGTH + " characters long");
        }
        String color = wanted.color().orElse(usual.color());
        if (!COLOR.matcher(color).matches()) {
            throw Problem.invalid("color", "must be written #rrggbb in lower case, for example #2563eb");
        }
        return new AgentLook(emoji, color);
    }
}
