package org.opsflow.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workspace.FakeWorkspaces;
import org.opsflow.domain.workspace.WorkspaceFounding;

class FirstStartTest {
    private static final Visitor HERE = new Visitor("192.0.2.1", "a browser");

    /** What an operator reads; outlives a crash. */
    private record Note(String email, String password, String apiKey) {}

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
    private final Ids ids = new Ids();
    private final List<Note> notes = new ArrayList<>();
    private Database database = new Database();

    @Test
    void leavesANoteThatOpensBothDoors() {
        start().prepare();

        assertThatTheNoteOpensBothDoors();
        assertThat(database.workspaces.stored).hasSize(1);
        assertThat(database.people.members).singleElement().satisfies(member -> assertThat(member.role())
                .isEqualTo(Role.OWNER));
    }

    @Test
    void doesNothingWhenThereIsAWorkspace() {
        start().prepare();

        start().prepare();

        assertThat(notes).hasSize(1);
        assertThat(database.workspaces.stored).hasSize(1);
    }

    @Test
    void writesTheNoteAnewAfterACrashBeforeTheCommit() {
        start().prepare();
        database = new Database();

        start().prepare();

        assertThat(notes).hasSize(2);
        assertThat(notes.get(1).password()).isNotEqualTo(notes.get(0).password());
        assertThatTheNoteOpensBothDoors();
    }

    @Test
    void failsWhenTheNoteCannotBeLeft() {
        FirstStart start = start((email, password, apiKey) -> {
            throw new IllegalStateException("The disk is full.");
        });

        assertThatThrownBy(start::prepare).hasMessage("The disk is full.");
    }

    private void assertThatTheNoteOpensBothDoors() {
        Note note = notes.get(notes.size() - 1);
        FakeSignIns signIns = new FakeSignIns();
        PasswordSignIn door = new PasswordSignIn(
                new Accounts(database.people),
                new Passwords(),
                new SignInOpening(signIns, SignInPolicy.defaults(), ids, clock, new FakeAudit()),
                new SignInLimits(SignInPolicy.defaults()),
                new FakeRefusedAttempts());

        SessionToken token = door.signIn(note.email(), note.password(), HERE);

        assertThat(signIns.added.tokenHash()).isEqualTo(token.hash());
        assertThat(KeyText.isShapedLikeOne(note.apiKey())).isTrue();
        assertThat(database.keys.stored).extracting(ApiKey::hash).containsExactly(new KeyText(note.apiKey()).hash());
    }

    private FirstStart start() {
        return start((email, password, apiKey) -> notes.add(new Note(email, password, apiKey)));
    }

    private FirstStart start(FirstSignInNote note) {
        return new FirstStart(
                new WorkspaceFounding(database.workspaces, new NoChanges(), ids, clock),
                new Registration(database.people, ids, clock),
                new KeyIssue(database.keys, ids, clock),
                note);
    }

    /** A fresh one is what a crash before the commit leaves. */
    private static final class Database {
        private final FakeWorkspaces workspaces = new FakeWorkspaces();
        private final FakePeople people = new FakePeople();
        private final FakeKeyStore keys = new FakeKeyStore();
    }

    private static final class NoChanges implements ChangeLog {
        @Override
        public void begin(UUID workspaceId, String epoch) {}

        @Override
        public List<ChangesCommitted> append(List<Change> changes, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<NumberedChange> after(UUID workspaceId, long since, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<UUID, ChangeHead> heads(Collection<UUID> workspaceIds) {
            throw new UnsupportedOperationException();
        }
    }
}
