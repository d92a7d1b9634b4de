package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

class InvitationsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Visitor HERE = new Visitor("192.0.2.1", "a browser");
    private static final String PASSWORD = "correct horse battery";

    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final FakePeople people = new FakePeople();
    private final FakeInvitations store = new FakeInvitations();
    private final FakeSignIns signIns = new FakeSignIns();
    private final FakeAudit audit = new FakeAudit();
    private final FakeRecorder changes = new FakeRecorder();
    private final FakeRefusedAttempts refused = new FakeRefusedAttempts();
    private final Caller admin = manager(workspace);
    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final Invitations invitations = new Invitations(store, people, ids, clock, audit);
    private final InvitationAcceptance acceptance = new InvitationAcceptance(
            new Joining(
                    store,
                    people,
                    new Registration(people, ids, clock),
                    new MemberChanges(people, null, changes, audit, new FakeEvent<>(), new FakeEvent<>()),
                    new SignInOpening(signIns, SignInPolicy.defaults(), ids, clock, audit)),
            new Passwords(),
            new SignInLimits(SignInPolicy.defaults()),
            refused);

    @Test
    void makeAMemberOfWhoHasNoAccount() {
        String token =
                invitations.invite(admin, " Grace@Example.org", Role.MEMBER).token();

        SessionToken opened = acceptance.accept(token, "Grace", PASSWORD, HERE);

        Person grace = people.byEmail("grace@example.org").orElseThrow();
        assertThat(new Passwords().areRight(Optional.of(grace), PASSWORD)).isTrue();
        assertThat(people.member(workspace, grace.id()).orElseThrow().role()).isEqualTo(Role.MEMBER);
        assertThat(signIns.added.tokenHash()).isEqualTo(opened.hash());
        assertThat(signIns.added.workspaceId()).isEqualTo(workspace);
        assertThat(audit.actions).containsExactly("member.invite", "auth.login", "member.join");
        assertThat(changes.recorded).extracting(Change::type).containsExactly("member.joined");
    }

    @Test
    void askWhoHasAnAccountForItsPassword() {
        Person grace = account("grace@example.org", "Grace Hopper");
        String token =
                invitations.invite(admin, "grace@example.org", Role.VIEWER).token();

        assertThat(refusal(token, "Eve", "a guess of some length").code()).isEqualTo("invalid_credentials");
        assertThat(refused.actors).hasSize(1);
        assertThat(people.member(workspace, grace.id())).isEmpty();
        acceptance.accept(token, "Somebody else", PASSWORD, HERE);

        assertThat(people.member(workspace, grace.id()).orElseThrow().role()).isEqualTo(Role.VIEWER);
        assertThat(grace.name()).isEqualTo("Grace Hopper");
        assertThat(people.people).hasSize(1);
    }

    /** Whoever invites is not told who has an account here. */
    @Test
    void lookAlikeWhetherThereIsAnAccountOrNot() {
        account("grace@example.org", "Grace");
        Invitations.Made known = invitations.invite(admin, "grace@example.org", Role.MEMBER);
        Invitations.Made unknown = invitations.invite(admin, "nobody@example.org", Role.MEMBER);

        assertThat(known.token()).hasSameSizeAs(unknown.token());
        for (Invitations.Made made : new Invitations.Made[] {known, unknown}) {
            assertThat(refusal(made.token(), " ", PASSWORD)).hasMessageStartingWith("name: ");
            assertThat(refusal(made.token(), "Grace", "short")).hasMessageStartingWith("password: ");
        }
    }

    @Test
    void areGoneOnceTheyAreUsedRevokedOrOld() {
        String used = invitations.invite(admin, "a@example.org", Role.MEMBER).token();
        acceptance.accept(used, "A", PASSWORD, HERE);
        Invitations.Made revoked = invitations.invite(admin, "b@example.org", Role.MEMBER);
        invitations.revoke(admin, PublicId.INVITATION.of(revoked.invitation().id()));
        String replaced =
                invitations.invite(admin, "c@example.org", Role.MEMBER).token();
        String replacement =
                invitations.invite(admin, "c@example.org", Role.ADMIN).token();

        for (String token : new String[] {used, revoked.token(), replaced, "guessed"}) {
            // Each from elsewhere, as tries are counted.
            Visitor elsewhere = new Visitor("192.0.2." + token.hashCode(), "");
            assertThat(catchThrowableOfType(Problem.class, () -> acceptance.accept(token, "Eve", PASSWORD, elsewhere))
                            .code())
                    .isEqualTo("invitation_gone");
        }
        assertThat(invitations.list(admin)).hasSize(1);
        now = NOW.plus(Invitation.LIFETIME);
        assertThat(refusal(replacement, "C", PASSWORD).code()).isEqualTo("invitation_gone");
        assertThat(invitations.list(admin)).isEmpty();
    }

    @Test
    void cannotBeGuessedOften() {
        for (int i = 0; i < 5; i++) {
            refusal("guess " + i, "Eve", PASSWORD);
        }

        assertThat(refusal("another", "Eve", PASSWORD).kind()).isEqualTo(Problem.Kind.TOO_MANY);
    }

    @Test
    void areForMembersToBeAndMadeByAdministrators() {
        Person member = account("ada@example.org", "Ada");
        people.add(new Member(workspace, member.id(), Role.MEMBER, NOW));

        assertThat(invitation(admin, "ada@example.org", Role.MEMBER).code()).isEqualTo("member_exists");
        assertThat(invitation(admin, "a@example.org", Role.OWNER)).hasMessageStartingWith("role: ");
        assertThat(invitation(admin, "a@example.org", Role.BOT)).hasMessageStartingWith("role: ");
        assertThat(invitation(admin, "no address", Role.MEMBER)).hasMessageStartingWith("email: ");
        Caller plain = new Caller(workspace, Caller.Kind.PERSON, member.id(), "Ada", Role.MEMBER);
        assertThat(invitation(plain, "a@example.org", Role.MEMBER).code()).isEqualTo("forbidden");
    }

    @Test
    void ofOtherWorkspacesAreNotThere() {
        String id = PublicId.INVITATION.of(invitations
                .invite(admin, "a@example.org", Role.MEMBER)
                .invitation()
                .id());
        Caller stranger = new Caller(ids.next(), Caller.Kind.PERSON, ids.next(), "Eve", Role.OWNER);

        assertThat(catchThrowableOfType(Problem.class, () -> invitations.revoke(stranger, id))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(invitations.list(stranger)).isEmpty();
        assertThat(invitations.list(admin)).hasSize(1);
    }

    @Test
    void areNotMadeByWhoIsNoManagerAnyMore() {
        people.changeRole(workspace, admin.id(), Role.VIEWER);

        assertThat(invitation(admin, "a@example.org", Role.MEMBER).code()).isEqualTo("forbidden");
        assertThat(store.stored).isEmpty();
    }

    @Test
    void toAdministrateAreNotMadeByAKey() {
        Caller key = admin.by(Credential.key(ids.next(), Scopes.ALL));

        assertThat(invitation(key, "a@example.org", Role.ADMIN).code()).isEqualTo("sign_in_required");
        assertThat(invitations.invite(key, "a@example.org", Role.MEMBER).token())
                .isNotEmpty();
    }

    private Caller manager(UUID where) {
        Caller manager = new Caller(where, Caller.Kind.PERSON, ids.next(), "Ada", Role.ADMIN);
        people.add(new Member(where, manager.id(), Role.ADMIN, NOW));
        return manager;
    }

    private Person account(String email, String name) {
        Person person = new Person(ids.next(), email, name, Passwords.made(PASSWORD), NOW);
        people.add(person);
        return person;
    }

    private Problem refusal(String token, String name, String password) {
        return catchThrowableOfType(Problem.class, () -> acceptance.accept(token, name, password, HERE));
    }

    private Problem invitation(Caller caller, String email, Role role) {
        return catchThrowableOfType(Problem.class, () -> invitations.invite(caller, email, role));
    }
}
