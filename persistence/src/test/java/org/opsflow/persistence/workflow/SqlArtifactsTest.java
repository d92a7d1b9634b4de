package org.opsflow.persistence.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.Artifacts;
import org.opsflow.persistence.Scratch;

class SqlArtifactsTest {
    private final Scratch scratch = new Scratch();
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final UUID run = ids.next();
    private final UUID attempt = ids.next();
    private final SqlArtifacts artifacts = new SqlArtifacts(scratch.sql);

    private Artifact inserted(String name, Instant at) {
        Artifact artifact = new Artifact(
                ids.next(),
                workspace,
                run,
                ids.next(),
                attempt,
                name,
                "document",
                "text/markdown",
                1L << 33,
                Sha256.of(name),
                ids.next(),
                at);
        artifacts.insert(artifact);
        return artifact;
    }

    @Test
    void findsWhatItInsertsInItsWorkspaceOnly() {
        scratch.use(() -> {
            Artifact artifact = inserted("réport.md", WorkflowRows.NOON);

            assertThat(artifacts.find(workspace, artifact.id()).orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(artifact);
            assertThat(artifacts.find(ids.next(), artifact.id())).isEmpty();
            assertThat(artifacts.find(workspace, ids.next())).isEmpty();
        });
    }

    @Test
    void knowsTheSameFileOfTheSameAttempt() {
        scratch.use(() -> {
            Artifact artifact = inserted("a.md", WorkflowRows.NOON);

            assertThat(artifacts.same(attempt, "a.md", Sha256.of("a.md")))
                    .get()
                    .extracting(Artifact::id)
                    .isEqualTo(artifact.id());
            assertThat(artifacts.same(attempt, "a.md", Sha256.of("other"))).isEmpty();
            assertThat(artifacts.same(attempt, "b.md", Sha256.of("a.md"))).isEmpty();
            assertThat(artifacts.same(ids.next(), "a.md", Sha256.of("a.md"))).isEmpty();
        });
    }

    @Test
    void listsThoseOfARunOldestFirst() {
        scratch.use(() -> {
            Artifact late = inserted("late", WorkflowRows.NOON.plusNanos(1_000));
            Artifact early = inserted("early", WorkflowRows.NOON);

            assertThat(artifacts.ofRun(workspace, run, Optional.empty(), 5))
                    .extracting(Artifact::id)
                    .containsExactly(early.id(), late.id());
            assertThat(artifacts.ofRun(workspace, run, Optional.empty(), 1))
                    .extracting(Artifact::id)
                    .containsExactly(early.id());
            Artifacts.Place afterTheFirst = new Artifacts.Place(early.createdAt(), early.id());
            assertThat(artifacts.ofRun(workspace, run, Optional.of(afterTheFirst), 5))
                    .extracting(Artifact::id)
                    .containsExactly(late.id());
            assertThat(artifacts.ofRun(ids.next(), run, Optional.empty(), 5)).isEmpty();
        });
    }
}
