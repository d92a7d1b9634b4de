package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;

/**
 * Settings that people give an agent. Each of its processes is told when it connects, and at once when they change; on its
 * next session again until it acknowledges.
 */
@ApplicationScoped
public class AgentConfiguring {
    private static final int MOST_BYTES = 16 << 10;

    private final SettingsStoring storing;
    private final SessionDesk desk;

    @Inject
    public AgentConfiguring(SettingsStoring storing, SessionDesk desk) {
        this.storing = storing;
        this.desk = desk;
    }

    AgentConfiguring() {
        this(null, null);
    }

    /**
     * Empty when nobody has set anything.
     *
     * @throws Problem when the caller may not, or there is no such agent here
     */
    public Optional<AgentSettings.Kept> settings(Caller caller, String slug) {
        caller.require(Permission.CONFIGURE_AGENT);
        return storing.of(caller, slug);
    }

    /**
     * Returns after the commit, when the agent's processes at this node have been told.
     *
     * @throws Problem when the caller may not, there is no such agent here, or the settings are too large
     */
    public AgentSettings.Kept configure(Caller caller, String slug, JsonObject settings) {
        caller.require(Permission.CONFIGURE_AGENT);
        String json = settings.toString();
        if (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Problem.invalid("settings", "are larger than 16 KiB: keep what is large in a file, and set its name");
        }
        SettingsStoring.Changed changed = storing.change(caller, slug, json);
        desk.asked(changed.sessions());
        return changed.kept();
    }
}
