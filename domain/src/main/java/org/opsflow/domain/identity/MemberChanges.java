package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.audit.Target;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** What a change of members brings with it. Part of the caller's transaction, and its last act. */
@ApplicationScoped
public class MemberChanges {
    private final People people;
    private final Belongings belongings;
    private final ChangeRecorder changes;
    private final Audit audit;
    private final Event<AccessEnded> ended;
    private final Event<RoleChanged> roles;

    @Inject
    public MemberChanges(
            People people,
            Belongings belongings,
            ChangeRecorder changes,
            Audit audit,
            Event<AccessEnded> ended,
            Event<RoleChanged> roles) {
        this.people = people;
        this.belongings = belongings;
        this.changes = changes;
        this.audit = audit;
        this.ended = ended;
        this.roles = roles;
    }

    MemberChanges() {
        this(null, null, null, null, null, null);
    }

    /** @param caller who did it; in the workspace */
    void joined(Caller caller, UUID personId, Role role) {
        changes.record(List.of(noted(caller, "member.join", "member.joined", personId, role)));
    }

    void role(Caller caller, UUID personId, Role role) {
        changes.record(List.of(changed(caller, personId, role)));
    }

    /** The caller steps down first: there are never two owners. */
    void handOver(Caller caller, UUID heirId) {
        changes.record(List.of(changed(caller, caller.id(), Role.ADMIN), changed(caller, heirId, Role.OWNER)));
    }

    private Change changed(Caller caller, UUID personId, Role role) {
        people.changeRole(caller.workspaceId(), personId, role);
        belongings.fit(caller.workspaceId(), personId, role);
        roles.fire(new RoleChanged(caller.workspaceId(), personId));
        return noted(caller, "member.update", "member.role_changed", personId, role);
    }

    /** With the member go the keys that are of this workspace, and the sign-ins and sockets that are in it. */
    void remove(Caller caller, Member member) {
        belongings.end(caller, member);
        people.remove(member.workspaceId(), member.personId());
        ended.fire(AccessEnded.of(member.workspaceId(), member.personId()));
        changes.record(List.of(noted(caller, "member.remove", "member.removed", member.personId(), member.role())));
    }

    private Change noted(Caller caller, String action, String type, UUID personId, Role role) {
        String person = PublicId.PERSON.of(personId);
        audit.done(
                caller.actor(),
                action,
                new Target("person", person),
                JsonText.object(json -> json.write("role", role.word())));
        return new Change(caller.workspaceId(), type, JsonText.object(json -> json.write("person_id", person)
                .write("role", role.word())));
    }
}
