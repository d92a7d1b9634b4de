package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workspace.Workspaces;

/**
 * The people of a workspace. It has exactly one owner: ownership is handed over and never given up. Whoever changes
 * members locks the workspace first, and only then looks at who is what.
 */
@ApplicationScoped
public class Members {
    private static final String LIST = "members";

    private final People people;
    private final Workspaces workspaces;
    private final MemberChanges changes;

    @Inject
    public Members(People people, Workspaces workspaces, MemberChanges changes) {
        this.people = people;
        this.workspaces = workspaces;
        this.changes = changes;
    }

    Members() {
        this(null, null, null);
    }

    /** A member and who they are. */
    public record Named(Member member, Person person) {}

    /** In the order in which the people were entered. */
    @Transactional
    public Page<Named> list(Caller caller, Page.Wanted wanted) {
        caller.require(Permission.VIEW_MEMBERS);
        Optional<UUID> after = wanted.after().map(place -> place.in(LIST).id(0));
        return Page.of(
                people.named(caller.workspaceId(), after, wanted.read()),
                wanted,
                named -> Cursor.of(LIST, named.person().id()));
    }

    @Transactional
    public Named changeRole(Caller caller, String id, Role wanted) {
        caller.require(Permission.MANAGE_MEMBERS);
        Role own = lockedRole(caller);
        requireStill(own);
        Named target = member(caller, id);
        Role present = target.member().role();
        if (wanted == Role.BOT) {
            throw Problem.invalid("role", "must be owner, admin, member or viewer: only agents are bots");
        }
        if (present == wanted) {
            return target;
        }
        if (present == Role.OWNER) {
            throw onlyOwner();
        }
        caller.requireForGiving(wanted);
        if (wanted == Role.OWNER) {
            if (own != Role.OWNER) {
                throw Problem.forbidden("forbidden", "Only the owner may hand over the workspace.");
            }
            changes.handOver(caller, target.person().id());
        } else {
            changes.role(caller, target.person().id(), wanted);
        }
        return member(caller, id);
    }

    /** Others by who manages members, oneself by anybody who signed in. */
    @Transactional
    public void remove(Caller caller, String id) {
        boolean leaves = PublicId.PERSON.of(caller.id()).equals(id);
        caller.require(leaves ? Permission.OWN_ACCOUNT : Permission.MANAGE_MEMBERS);
        Role own = lockedRole(caller);
        if (!leaves) {
            requireStill(own);
        }
        Named target = member(caller, id);
        if (target.member().role() == Role.OWNER) {
            throw onlyOwner();
        }
        changes.remove(caller, target.member());
    }

    private static void requireStill(Role own) {
        if (!Permission.MANAGE_MEMBERS.isGivenTo(own)) {
            throw noManager();
        }
    }

    static Problem noManager() {
        return Problem.forbidden("forbidden", "You may not manage members any more: ask an administrator.");
    }

    private static Problem onlyOwner() {
        return Problem.conflict(
                "owner", "A workspace has exactly one owner: give that role to another member, then change this one.");
    }

    /** What the caller is now, whatever it was when the call came in. */
    private Role lockedRole(Caller caller) {
        workspaces.lock(caller.workspaceId());
        return people.member(caller.workspaceId(), caller.id())
                .map(Member::role)
                .orElseThrow(() -> Problem.forbidden("forbidden", "You are no member of this workspace any more."));
    }

    private Named member(Caller caller, String id) {
        return PublicId.PERSON
                .parse(id)
                .flatMap(person -> people.named(caller.workspaceId(), person))
                .orElseThrow(() -> Problem.notFound("member", id));
    }
}
