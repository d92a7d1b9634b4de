package org.opsflow.domain.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.audit.Actor;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.audit.AuditLog;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.People;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Slug;

/** Shows the audit log of a workspace; names are looked up, three statements for a page of whatever length. */
@ApplicationScoped
public class AuditReading {
    private static final String LIST = "audit";

    private final AuditLog log;
    private final People people;
    private final Agents agents;

    @Inject
    public AuditReading(AuditLog log, People people, Agents agents) {
        this.log = log;
        this.people = people;
        this.agents = agents;
    }

    AuditReading() {
        this(null, null, null);
    }

    /**
     * Which entries.
     *
     * @param refused only refusals, or only what was done
     * @param actor public id of a person or an agent
     * @param since only those that were still happening then, or later
     * @param until only those that began before
     */
    public record Filter(
            Optional<String> action,
            Optional<Boolean> refused,
            Optional<String> actor,
            Optional<String> address,
            Optional<Instant> since,
            Optional<Instant> until) {}

    /**
     * An entry with the names of today.
     *
     * @param actorId the public id; empty for nobody, and for who is erased
     */
    public record Read(AuditEntry entry, Optional<String> actorId, Optional<String> actorName) {}

    /** The newest first. */
    @Transactional
    public Page<Read> read(Caller caller, Filter filter, Page.Wanted wanted) {
        caller.require(Permission.READ_AUDIT);
        Optional<UUID> actor = filter.actor().flatMap(text -> actor(caller.workspaceId(), text));
        if (filter.actor().isPresent() && actor.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        AuditLog.Wanted asked = new AuditLog.Wanted(
                wanted.after().map(place -> place.in(LIST).id(0)),
                filter.action(),
                filter.refused(),
                actor,
                filter.address(),
                filter.since(),
                filter.until());
        Page<AuditEntry> page = Page.of(
                log.find(caller.workspaceId(), asked, wanted.read()), wanted, entry -> Cursor.of(LIST, entry.id()));
        Map<UUID, String> names = people.names(ids(page, Actor.Kind.PERSON));
        Map<UUID, Agents.Face> faces = agents.faces(caller.workspaceId(), ids(page, Actor.Kind.AGENT));
        return page.map(entry -> read(entry, names, faces));
    }

    private static Read read(AuditEntry entry, Map<UUID, String> names, Map<UUID, Agents.Face> faces) {
        Optional<UUID> id = entry.actor().id();
        Optional<Agents.Face> face = id.map(faces::get);
        return face.isPresent()
                ? new Read(entry, face.map(Agents.Face::slug), face.map(Agents.Face::name))
                : new Read(
                        entry,
                        id.filter(person -> entry.actor().kind() == Actor.Kind.PERSON)
                                .map(PublicId.PERSON::of),
                        id.map(names::get));
    }

    private Optional<UUID> actor(UUID workspaceId, String text) {
        return PublicId.PERSON.parse(text).or(() -> Optional.of(text)
                .filter(Slug::isOne)
                .flatMap(slug -> agents.known(workspaceId, slug))
                .map(Agent::id));
    }

    private static Set<UUID> ids(Page<AuditEntry> page, Actor.Kind kind) {
        return page.items().stream()
                .map(AuditEntry::actor)
                .filter(actor -> actor.kind() == kind)
                .flatMap(actor -> actor.id().stream())
                .collect(Collectors.toSet());
    }
}
