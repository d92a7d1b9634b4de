package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.LatestLoads;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.workspace.Workspace;

class OpenStreamsTest {
    private final Workspace workspace = new Workspace(UUID.randomUUID(), "main", "Main", Instant.EPOCH);
    /** It is not started: nobody is told anything here. */
    private final LiveHub hub = new LiveHub(
            new FakeChangeLog(),
            new Standing(null, null, null),
            NodeNews.ALONE,
            new LatestLoads(InstantSource.system()),
            Thread::new);

    private final OpenStreams streams = new OpenStreams(new StreamLimit(2), hub);
    private final Caller ada = somebody();

    @Test
    void letsNobodyHaveMoreThanTheirShareAndEverybodyTheirs() {
        streams.take(ada);
        streams.take(ada);

        assertThatThrownBy(() -> streams.take(ada)).isInstanceOfSatisfying(Problem.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Problem.Kind.TOO_MANY);
            assertThat(refused.retryAfter()).isPresent();
        });
        streams.take(somebody());
    }

    @Test
    void givesAPlaceBackOnce() {
        OpenStreams.Stream first = read(streams.take(ada), new FakeWire());
        streams.take(ada);
        first.gone();
        first.gone();

        streams.take(ada);
        assertThatThrownBy(() -> streams.take(ada)).isInstanceOf(Problem.class);
    }

    @Test
    void saysSomethingToTheOthersSoThatWhoIsGoneIsNoticed() {
        FakeWire open = new FakeWire();
        read(streams.take(ada), open);
        streams.take(ada);

        assertThatThrownBy(() -> streams.take(ada)).isInstanceOf(Problem.class);

        assertThat(open.sent).containsExactly(EventTelling.COMMENT);
    }

    private static OpenStreams.Stream read(OpenStreams.Stream stream, Wire wire) {
        stream.isReadBy(new Viewer(null, wire, new EventTelling(TypeFilter.ALL)));
        return stream;
    }

    private Caller somebody() {
        return SignedInSample.in(workspace, InstantSource.fixed(Instant.EPOCH)).caller();
    }
}
