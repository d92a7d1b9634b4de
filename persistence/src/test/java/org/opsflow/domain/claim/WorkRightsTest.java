package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Credential;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.identity.Scopes;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.persistence.workflow.SqlArtifacts;

/** What keys are good for at the agents' door. */
class WorkRightsTest {
    private static final String ONE_STEP =
            Floor.yaml("- {id: a, name: A, phase: one, type: script, command: \"true\"}");

    private final Floor floor = new Floor();
    private final Worker kenji = floor.worker("w1");
    private final Worker stranger = floor.worker("w2");
    private final SqlArtifacts artifacts = new SqlArtifacts(floor.sql);
    private final ArtifactReading reading = new ArtifactReading(artifacts, null, null);

    @Test
    void areForWorkOnlyWhenTheyAreMadeForIt() {
        Caller reader = caller(kenji, "read-only");
        UUID attempt = UUID.randomUUID();
        ArtifactUpload.Header header = new ArtifactUpload.Header(attempt, 1, "a.txt", "", 0, "0".repeat(64));
        ArtifactUpload upload = new ArtifactUpload(floor.attempts, artifacts, null, null, floor.ids);

        assertRefused(() -> new SessionDesk(null, null, null, null, null).converse(reader, null));
        assertRefused(
                () -> new AttemptOutput(floor.attempts, null, null, null).append(reader, attempt, 1, 0, new byte[0]));
        assertRefused(() -> upload.begin(reader, header));
        assertRefused(() -> upload.finish(reader, header, attempt, 0, new byte[0]));
    }

    @Test
    void showOfFilesOnlyThoseOfRunsThatTheAgentWorksOn() {
        Artifact artifact = artifactOfARunOf(kenji);

        assertThat(found(caller(kenji, "task-only"), artifact)).isTrue();
        assertThat(found(caller(stranger, "task-only"), artifact)).isFalse();
        assertThat(found(caller(stranger, "read-only"), artifact)).isTrue();
        assertRefused(() -> reading.findForWork(caller(kenji, "run:create"), artifact.id()));
    }

    private Artifact artifactOfARunOf(Worker worker) {
        Engine.Result started = floor.apply(floor.submit(floor.definition(ONE_STEP)));
        Grant grant = floor.running(worker, started.ready().get(0));
        Artifact artifact = new Artifact(
                floor.ids.next(),
                floor.workspace,
                grant.plan().runId(),
                grant.stepId(),
                grant.attemptId(),
                "a.txt",
                "document",
                "text/plain",
                1,
                Sha256.of("a"),
                floor.ids.next(),
                floor.clock.instant());
        floor.run(() -> artifacts.insert(artifact));
        return artifact;
    }

    private boolean found(Caller caller, Artifact artifact) {
        return floor.in(() -> {
            try {
                return reading.findForWork(caller, artifact.id()).id().equals(artifact.id());
            } catch (Problem refused) {
                assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
                return false;
            }
        });
    }

    private Caller caller(Worker worker, String scope) {
        return new Caller(floor.workspace, Caller.Kind.AGENT, worker.face().agentId(), "Kenji", Role.BOT)
                .by(new Credential(Credential.Kind.KEY, UUID.randomUUID(), Scopes.asked(List.of(scope))));
    }

    private static void assertRefused(Runnable call) {
        Problem refused = catchThrowableOfType(Problem.class, call::run);
        assertThat(refused.code()).isEqualTo("scope");
    }
}
