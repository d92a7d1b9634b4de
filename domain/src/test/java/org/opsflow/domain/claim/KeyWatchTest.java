package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.AccessNews;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Credential;
import org.opsflow.domain.identity.LastUse;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;

class KeyWatchTest {
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final SessionDesk desk = new SessionDesk(
            new FakeOpening(), new Dispatcher(ids, Settings.defaults()), new Lanes(), null, new ClaimNews());
    private final FakeStanding standing = new FakeStanding();
    private final KeyWatch watch = new KeyWatch(desk, standing, new LastUse(null, null), Thread::new);

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void endsWhatAKeyOpenedThatIsRevokedHere() {
        Caller kenji = agent();
        FakeOut one = connected(kenji, "i1");
        FakeOut two = connected(kenji, "i2");
        FakeOut other = connected(agent(), "i1");
        watch.start();

        watch.ended(AccessEnded.by(kenji.credential().orElseThrow().id()));

        Awaitility.await().until(() -> one.said.contains("end REVOKED") && two.said.contains("end REVOKED"));
        assertThat(other.said).doesNotContain("end REVOKED");
        assertThat(desk.sessions()).hasSize(1);
    }

    @Test
    void endsWhatFellOnAnotherNode() {
        Caller kenji = agent();
        FakeOut fallen = connected(kenji, "i1");
        FakeOut stands = connected(agent(), "i1");
        standing.gone.add(kenji);

        watch.endFallen();

        assertThat(fallen.said).contains("end REVOKED");
        assertThat(stands.said).doesNotContain("end REVOKED");
    }

    @Test
    void asksAtOnceWhenAnotherNodeSaysThatAKeyFell() {
        Caller kenji = agent();
        FakeOut fallen = connected(kenji, "i1");
        FakeOut stands = connected(agent(), "i1");
        standing.gone.add(kenji);

        watch.heard(AccessNews.KIND, "credential " + ids.next());
        assertThat(watch.waiting()).describedAs("of a key that is not here").isZero();
        watch.heard(AccessNews.KIND, "principal " + workspace + " " + kenji.id());
        assertThat(watch.waiting()).isEqualTo(1);
        watch.start();

        Awaitility.await().until(() -> fallen.said.contains("end REVOKED"));
        assertThat(stands.said).doesNotContain("end REVOKED");
    }

    @Test
    void leavesThoseAloneWhoConnectWhileItAsks() {
        connected(agent(), "i1");
        FakeOut late = new FakeOut();
        standing.meanwhile = () -> desk.converse(agent(), late)
                .hello(new Hello("i1", "1", List.of("script"), 1, Optional.empty(), List.of()));

        watch.endFallen();

        assertThat(late.said).doesNotContain("end REVOKED");
        assertThat(desk.sessions()).hasSize(2);
    }

    @Test
    void asksNothingWhileNobodyIsConnected() {
        watch.endFallen();

        assertThat(standing.asked).isZero();
    }

    private FakeOut connected(Caller caller, String instance) {
        FakeOut out = new FakeOut();
        desk.converse(caller, out).hello(new Hello(instance, "1", List.of("script"), 1, Optional.empty(), List.of()));
        return out;
    }

    private Caller agent() {
        return new Caller(workspace, Caller.Kind.AGENT, ids.next(), "Kenji", Role.BOT)
                .by(new Credential(Credential.Kind.KEY, ids.next(), Scopes.TASKS));
    }

    /** Stands for the stored sessions. */
    private final class FakeOpening extends SessionOpening {
        @Override
        public Opened open(Caller agent, Hello hello) {
            return new Opened(
                    ids.next(),
                    1,
                    "token",
                    new AgentFace(agent.id(), "kenji", "Kenji", "K", "#112233", hello.instance()),
                    new Holdings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                    List.of(),
                    List.of(),
                    false,
                    "");
        }

        @Override
        public void close(UUID workspaceId, UUID sessionId, long epoch, AgentFace face) {}
    }

    private static final class FakeStanding extends Standing {
        private final Set<Caller> gone = new HashSet<>();
        private Runnable meanwhile = () -> {};
        private int asked;

        FakeStanding() {
            super(null, null, null);
        }

        @Override
        public Set<Caller> of(Collection<Caller> callers) {
            asked++;
            meanwhile.run();
            Set<Caller> standing = new HashSet<>(callers);
            standing.removeAll(gone);
            return standing;
        }
    }
}
