package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class MembersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final FakePeople people = new FakePeople();
    private final FakeSignIns signIns = new FakeSignIns();
    private final FakeKeyStore keys = new FakeKeyStore();
    private final FakeAudit audit = new FakeAudit();
    private final FakeRecorder changes = new FakeRecorder();
    private final FakeEvent<AccessEnded> ended = new FakeEvent<>();
    private final FakeEvent<RoleChanged> roles = new FakeEvent<>();
    private final FakeInvitations invitations = new FakeInvitations();
    private final Members members = new Members(
            people,
            people.workspaces,
            new MemberChanges(
                    people,
                    new Belongings(
                            keys,
                            new KeyRing(clock, audit, ended),
                            new OwnSessions(signIns, clock, audit, ended),
                            invitations),
                    changes,
                    audit,
                    ended,
                    roles));
    private final Caller owner = member(Role.OWNER);
    private final Caller admin = member(Role.ADMIN);
    private final Caller viewer = member(Role.VIEWER);

    @Test
    void areListedInPages() {
        Page<Members.Named> first = members.list(viewer, new Page.Wanted(2, Optional.empty()));
        Page<Members.Named> second = members.list(viewer, new Page.Wanted(2, first.next()));

        assertThat(first.items()).extracting(named -> named.person().id()).containsExactly(owner.id(), admin.id());
        assertThat(second.items()).extracting(named -> named.person().id()).containsExactly(viewer.id());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void areGivenOtherRolesByAdministrators() {
        assertThat(members.changeRole(admin, id(viewer), Role.MEMBER).member().role())
                .isEqualTo(Role.MEMBER);
        assertThat(audit.actions).containsExactly("member.update");
        assertThat(changes.recorded).extracting(Change::type).containsExactly("member.role_changed");
        assertThat(refusal(viewer, admin, Role.VIEWER).code()).isEqualTo("forbidden");
        assertThat(refusal(admin, viewer, Role.BOT).errors())
                .extracting(Problem.FieldError::field)
                .containsExactly("role");
    }

    @Test
    void haveExactlyOneOwnerWhoMayHandOver() {
        assertThat(refusal(admin, owner, Role.MEMBER).code()).isEqualTo("owner");
        assertThat(refusal(owner, owner, Role.ADMIN).code()).isEqualTo("owner");
        assertThat(refusal(admin, viewer, Role.OWNER).code()).isEqualTo("forbidden");
        assertThat(owners()).containsExactly(owner.id());

        members.changeRole(owner, id(viewer), Role.OWNER);

        assertThat(owners()).containsExactly(viewer.id());
        assertThat(people.member(workspace, owner.id()).orElseThrow().role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void areNotHandedOverByAKey() {
        Caller key = owner.by(Credential.key(ids.next(), Scopes.ALL));

        assertThat(refusal(key, viewer, Role.OWNER).code()).isEqualTo("sign_in_required");
        assertThat(refusal(key, viewer, Role.ADMIN).code()).isEqualTo("sign_in_required");
        assertThat(owners()).containsExactly(owner.id());
    }

    /** What the call came in with may be older than what happened since. */
    @Test
    void areChangedByWhoMayDoItNow() {
        people.changeRole(workspace, admin.id(), Role.VIEWER);

        assertThat(refusal(admin, viewer, Role.ADMIN).code()).isEqualTo("forbidden");
        assertThat(removal(admin, viewer).code()).isEqualTo("forbidden");
        people.changeRole(workspace, owner.id(), Role.ADMIN);
        people.changeRole(workspace, viewer.id(), Role.OWNER);
        assertThat(refusal(owner, admin, Role.OWNER).code()).isEqualTo("forbidden");
        people.remove(workspace, owner.id());
        assertThat(removal(owner, admin).code()).isEqualTo("forbidden");
    }

    @Test
    void loseKeysAndSignInsOfTheWorkspaceWhenTheyAreRemoved() {
        UUID here = signIn(viewer, workspace);
        UUID elsewhere = signIn(viewer, ids.next());
        UUID other = signIn(admin, workspace);
        ApiKey key = new KeyIssue(keys, ids, clock)
                .toPerson(workspace, viewer.id(), "x", NewKey.first())
                .key();

        members.remove(admin, id(viewer));

        assertThat(people.member(workspace, viewer.id())).isEmpty();
        assertThat(key.isRevoked()).isTrue();
        assertThat(signIns.stored).extracting(SignIn::id).containsExactly(elsewhere, other);
        assertThat(ended.fired)
                .containsExactlyInAnyOrder(
                        AccessEnded.by(key.id()), AccessEnded.by(here), AccessEnded.of(workspace, viewer.id()));
        assertThat(audit.actions).contains("member.remove");
        assertThat(changes.recorded).extracting(Change::type).containsExactly("member.removed");
    }

    @Test
    void takeTheirInvitationsAlong() {
        invite(admin, "a@example.org");
        invite(owner, "b@example.org");
        members.changeRole(owner, id(admin), Role.MEMBER);
        assertThat(invitations.stored).extracting(Invitation::invitedBy).containsExactly(owner.id());
        assertThat(roles.fired).containsExactly(new RoleChanged(workspace, admin.id()));

        members.changeRole(owner, id(viewer), Role.ADMIN);
        invite(viewer, "c@example.org");
        members.remove(owner, id(viewer));
        assertThat(invitations.stored).extracting(Invitation::invitedBy).containsExactly(owner.id());
    }

    private void invite(Caller inviter, String email) {
        invitations.add(new Invitation(ids.next(), inviter, email, Role.ADMIN, SessionToken.random(), NOW));
    }

    @Test
    void mayLeaveButForTheOwner() {
        members.remove(viewer, id(viewer));

        assertThat(people.member(workspace, viewer.id())).isEmpty();
        assertThat(removal(owner, owner).code()).isEqualTo("owner");
        assertThat(removal(admin, owner).code()).isEqualTo("owner");
        Caller key = admin.by(Credential.key(ids.next(), Scopes.ALL));
        assertThat(removal(key, admin).code()).isEqualTo("sign_in_required");
    }

    @Test
    void ofOtherWorkspacesAreNotThere() {
        Caller stranger = new Caller(ids.next(), Caller.Kind.PERSON, owner.id(), "Eve", Role.OWNER);
        people.add(new Member(stranger.workspaceId(), stranger.id(), Role.OWNER, NOW));

        assertThat(refusal(stranger, viewer, Role.ADMIN).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(removal(stranger, viewer).kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(members.list(stranger, Page.Wanted.first()).items()).hasSize(1);
        assertThat(catchThrowableOfType(Problem.class, () -> members.remove(admin, "person_x"))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
    }

    private List<UUID> owners() {
        return people.members.stream()
                .filter(member -> member.role() == Role.OWNER)
                .map(Member::personId)
                .toList();
    }

    private Problem refusal(Caller caller, Caller target, Role role) {
        return catchThrowableOfType(Problem.class, () -> members.changeRole(caller, id(target), role));
    }

    private Problem removal(Caller caller, Caller target) {
        return catchThrowableOfType(Problem.class, () -> members.remove(caller, id(target)));
    }

    private static String id(Caller caller) {
        return PublicId.PERSON.of(caller.id());
    }

    private UUID signIn(Caller caller, UUID where) {
        new SignInOpening(signIns, SignInPolicy.defaults(), ids, clock, new FakeAudit())
                .open(new Member(where, caller.id(), Role.VIEWER, NOW), Visitor.UNKNOWN);
        return signIns.added.id();
    }

    private Caller member(Role role) {
        Person person = new Person(ids.next(), role.word() + "@example.org", role.word(), "-", NOW);
        people.add(person);
        people.add(new Member(workspace, person.id(), role, NOW));
        return new Caller(workspace, Caller.Kind.PERSON, person.id(), person.name(), role)
                .by(Credential.signIn(ids.next()));
    }
}
