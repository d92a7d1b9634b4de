package org.opsflow.inside;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.agent.AgentRegistration;
import org.opsflow.domain.agent.AgentRetirement;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.agent.NewAgent;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.board.AgentReading;
import org.opsflow.domain.board.BoardView;
import org.opsflow.domain.board.RunFilter;
import org.opsflow.domain.board.RunReading;
import org.opsflow.domain.board.Snapshot;
import org.opsflow.domain.board.StepLog;
import org.opsflow.domain.board.StepReading;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.AgentConfiguring;
import org.opsflow.domain.claim.AgentErrorStoring;
import org.opsflow.domain.claim.AgentErrors;
import org.opsflow.domain.claim.AgentPausing;
import org.opsflow.domain.claim.Cancellations;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.claim.GateAnswering;
import org.opsflow.domain.claim.GateReading;
import org.opsflow.domain.claim.Gates;
import org.opsflow.domain.claim.Logs;
import org.opsflow.domain.claim.MessageKind;
import org.opsflow.domain.claim.Steering;
import org.opsflow.domain.claim.Submissions;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.message.Message;
import org.opsflow.domain.message.MessageReading;
import org.opsflow.domain.message.Messages;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.domain.workflow.Artifacts;
import org.opsflow.domain.workflow.Commenting;
import org.opsflow.domain.workflow.DefinitionReading;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.NewRun;
import org.opsflow.domain.workspace.WorkspaceFounding;

/** Nobody sees, starts or finds anything of another workspace, whatever ids they know. */
interface WorkspaceWall {
    /** Those who write only into the caller's own workspace, and take no id. */
    Set<String> OWN_ONLY =
            Set.of("AgentRegistration.register", "BoardView.head", "Definitions.publish", "Definitions.flaws");

    @Test
    default void whatOneWorkspaceHasIsNothingToAnother() throws Exception {
        Caller theirs = owner();
        Caller stranger = owner();
        Map<String, Function<Caller, Object>> tries = everythingOf(theirs);

        tries.forEach((useCase, call) -> {
            assertThat(isNothing(outcome(call, theirs)))
                    .as(useCase + " to its own")
                    .isFalse();
            assertThat(isNothing(outcome(call, stranger)))
                    .as(useCase + " to a stranger")
                    .isTrue();
        });
    }

    /** A use case that is added must be tried as well. */
    @Test
    default void everyUseCaseForPeopleIsTried() throws Exception {
        Set<String> useCases = new TreeSet<>();
        for (Class<?> type : List.of(
                BoardView.class,
                RunReading.class,
                StepReading.class,
                AgentReading.class,
                AgentRetirement.class,
                ArtifactReading.class,
                Commenting.class,
                MessageReading.class,
                Definitions.class,
                DefinitionReading.class,
                Submissions.class,
                Cancellations.class,
                Steering.class,
                AgentPausing.class,
                AgentErrorStoring.class,
                GateAnswering.class,
                GateReading.class,
                AgentConfiguring.class,
                AgentRegistration.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && takesACaller(method))
                    .forEach(method -> useCases.add(type.getSimpleName() + "." + method.getName()));
        }
        useCases.removeAll(OWN_ONLY);

        assertThat(everythingOf(owner()).keySet())
                .extracting(tried -> tried.replaceFirst("\\(.*", ""))
                .containsOnly(useCases.toArray(String[]::new));
    }

    /** Calls of each use case with ids of one workspace. */
    private static Map<String, Function<Caller, Object>> everythingOf(Caller theirs) throws Exception {
        for (String name : List.of("Grace", "Leaving")) {
            Inside.bean(AgentRegistration.class)
                    .register(theirs, new NewAgent(name, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        // A name that the stranger's workspace has not.
        String definition = Inside.bean(Definitions.class)
                .publish(
                        theirs,
                        """
                        name: Theirs alone
                        phases: [only]
                        steps:
                          - {id: a, name: A, phase: only, type: script, command: "true"}
                        """)
                .slug();
        NewRun asked = new NewRun(Optional.empty(), definition, "", "", 2);
        UUID runId = Inside.bean(Submissions.class)
                .submit(theirs, asked)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .runId();
        String run = PublicId.RUN.of(runId);
        RunReading runs = Inside.bean(RunReading.class);
        UUID stepId = runs.find(theirs, run).seen().steps().get(0).step().id();
        String step = PublicId.STEP.of(stepId);
        Artifact artifact = artifact(theirs, runId, stepId);
        Page.Wanted first = Page.Wanted.first();

        Map<String, Function<Caller, Object>> tries = new TreeMap<>();
        tries.put("RunReading.list", caller -> runs.list(caller, RunFilter.ALL, first));
        tries.put("RunReading.find", caller -> runs.find(caller, run));
        tries.put("RunReading.started", caller -> runs.started(caller, runId));
        tries.put("RunReading.cancelled", caller -> runs.cancelled(caller, run));
        tries.put("RunReading.steps", caller -> runs.steps(caller, run, first));
        Commenting comments = Inside.bean(Commenting.class);
        tries.put("Commenting.add", caller -> comments.add(caller, run, Optional.empty(), "hello", Optional.empty()));
        tries.put("Commenting.ofRun", caller -> comments.ofRun(caller, run, Optional.empty(), first));
        tries.putAll(boardOf(step));
        tries.putAll(stepOf(theirs, step));
        tries.putAll(filesOf(run, artifact));
        tries.putAll(gatesOf(theirs, runId, stepId));
        tries.putAll(agentsOf(theirs, "grace", "leaving"));
        tries.putAll(messagesOf(theirs, runId, stepId, "grace"));
        Definitions definitions = Inside.bean(Definitions.class);
        DefinitionReading reading = Inside.bean(DefinitionReading.class);
        tries.put("DefinitionReading.list", caller -> reading.list(caller, Page.Wanted.first()));
        tries.put("DefinitionReading.find", caller -> reading.find(caller, definition, Optional.empty()));
        tries.put("Definitions.toStart", caller -> definitions.toStart(caller, definition));
        tries.put("Definitions.remembered", caller -> {
            definitions.toStart(theirs, definition);
            return definitions.remembered(caller, definition);
        });
        tries.put("Submissions.knows", caller -> Inside.bean(Submissions.class).knows(caller, definition));
        tries.put("Submissions.submit", caller -> Inside.bean(Submissions.class).submit(caller, asked));
        tries.put("Steering.pause", caller -> Inside.bean(Steering.class).pause(caller, step));
        tries.put("Steering.resume", caller -> Inside.bean(Steering.class).resume(caller, step));
        tries.put("Steering.steer", caller -> Inside.bean(Steering.class).steer(caller, step, "hello"));
        tries.put("Cancellations.cancel", caller -> Inside.bean(Cancellations.class)
                .cancel(caller, run, Optional.empty()));
        return tries;
    }

    private static Map<String, Function<Caller, Object>> boardOf(String step) {
        BoardView board = Inside.bean(BoardView.class);
        return Map.of(
                "BoardView.snapshot", board::snapshot,
                "BoardView.agents", board::agents,
                "BoardView.stepId", caller -> board.stepId(caller, step));
    }

    private static Map<String, Function<Caller, Object>> stepOf(Caller theirs, String step) {
        StepReading steps = Inside.bean(StepReading.class);
        StepLog stored = new StepLog(
                steps.find(theirs, step).seen().step().id(),
                StepLog.Type.OUTPUT,
                1,
                Optional.of(attemptWithOutput(theirs)),
                new byte[0],
                5);
        return Map.of(
                "StepReading.read", caller -> nothing(steps.read(caller, stored, 0, 5)),
                "StepReading.find", caller -> steps.find(caller, step),
                "StepReading.log", caller -> steps.log(caller, step, StepLog.Type.OUTPUT, Optional.empty()),
                "StepReading.tail", caller -> steps.tail(caller, step, StepLog.Type.INPUT, Optional.empty()));
    }

    private static Map<String, Function<Caller, Object>> filesOf(String run, Artifact artifact) {
        ArtifactReading artifacts = Inside.bean(ArtifactReading.class);
        return Map.of(
                "ArtifactReading.find", caller -> artifacts.find(caller, artifact.id()),
                "ArtifactReading.findForWork", caller -> artifacts.findForWork(caller, artifact.id()),
                "ArtifactReading.ofRun", caller -> artifacts.ofRun(caller, run, Page.Wanted.first()),
                "ArtifactReading.read", caller -> nothing(artifacts.read(caller, artifact, 0, 5)),
                "ArtifactReading.chunk", caller -> artifacts.chunk(caller, artifact, 0));
    }

    private static Map<String, Function<Caller, Object>> agentsOf(Caller theirs, String staying, String leaving)
            throws Exception {
        String error = PublicId.AGENT_ERROR.of(errorOf(theirs, staying));
        AgentReading agents = Inside.bean(AgentReading.class);
        AgentPausing pausing = Inside.bean(AgentPausing.class);
        return Map.of(
                "AgentConfiguring.configure",
                caller -> Inside.bean(AgentConfiguring.class).configure(caller, staying, JsonValue.EMPTY_JSON_OBJECT),
                "AgentConfiguring.settings",
                caller -> Inside.bean(AgentConfiguring.class).settings(caller, staying),
                "AgentErrorStoring.dismiss",
                caller -> {
                    Inside.bean(AgentErrorStoring.class).dismiss(caller, staying, error);
                    return true;
                },
                "AgentPausing.pause",
                caller -> {
                    pausing.pause(caller, staying);
                    return true;
                },
                "AgentPausing.resume",
                caller -> {
                    pausing.resume(caller, staying);
                    return true;
                },
                "AgentReading.updated",
                caller -> agents.updated(caller, staying),
                "AgentReading.list",
                caller -> agents.list(caller, Page.Wanted.first()),
                "AgentReading.find",
                caller -> agents.find(caller, staying),
                "AgentRetirement.retire",
                caller -> Inside.bean(AgentRetirement.class).retire(caller, leaving));
    }

    private static UUID errorOf(Caller theirs, String agent) throws Exception {
        UUID id = Inside.bean(Ids.class).next();
        Inside.done(() -> {
            UUID agentId = Inside.bean(Agents.class)
                    .find(theirs.workspaceId(), agent)
                    .orElseThrow()
                    .id();
            Inside.bean(AgentErrors.class)
                    .insert(
                            theirs.workspaceId(),
                            agentId,
                            id,
                            id.toString(),
                            new AgentError(id, "one", "disk_full", "The disk is full.", Instant.EPOCH));
            return true;
        });
        return id;
    }

    private static Map<String, Function<Caller, Object>> messagesOf(
            Caller theirs, UUID runId, UUID stepId, String agent) throws Exception {
        UUID sender = Inside.done(() -> Inside.bean(Agents.class)
                .find(theirs.workspaceId(), agent)
                .orElseThrow()
                .id());
        Instant now = Instant.EPOCH;
        Message message = new Message(
                Inside.bean(Ids.class).next(),
                theirs.workspaceId(),
                sender,
                Optional.empty(),
                new Address(Address.Kind.EVERYONE, ""),
                MessageKind.NOTE,
                "for their eyes",
                Map.of(),
                Optional.empty(),
                Optional.of(runId),
                Optional.of(stepId),
                now,
                now);
        Inside.done(() -> {
            Inside.bean(Messages.class).insert(List.of(message));
            return null;
        });
        MessageReading messages = Inside.bean(MessageReading.class);
        Page.Wanted first = Page.Wanted.first();
        return Map.of(
                "MessageReading.ofRun", caller -> messages.ofRun(caller, PublicId.RUN.of(runId), first),
                "MessageReading.ofStep", caller -> messages.ofStep(caller, PublicId.STEP.of(stepId), first),
                "MessageReading.ofAgent", caller -> messages.ofAgent(caller, agent, first));
    }

    private static Map<String, Function<Caller, Object>> gatesOf(Caller theirs, UUID runId, UUID stepId)
            throws Exception {
        Ids ids = Inside.bean(Ids.class);
        UUID agent = Inside.done(() -> Inside.bean(Agents.class)
                .find(theirs.workspaceId(), "grace")
                .orElseThrow()
                .id());
        Gate gate = new Gate(
                ids.next(),
                new Gate.Place(theirs.workspaceId(), runId, stepId),
                new Gate.Asker(ids.next(), 2, new AgentFace(agent, "grace", "Grace", "", "", "one")),
                Gate.Kind.QUESTION,
                "for their eyes",
                List.of(),
                "",
                Gate.State.OPEN,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());
        Inside.done(() -> {
            Inside.bean(Gates.class).insert(List.of(gate));
            return null;
        });
        String id = PublicId.GATE.of(gate.id());
        GateReading reading = Inside.bean(GateReading.class);
        GateReading.Wanted all = new GateReading.Wanted(
                Optional.empty(), Optional.of(PublicId.RUN.of(runId)), Optional.empty(), Optional.empty());
        return Map.of(
                "GateReading.find", caller -> reading.find(caller, id),
                "GateReading.list", caller -> reading.list(caller, all, Page.Wanted.first()),
                "GateAnswering.answer",
                        caller -> Inside.bean(GateAnswering.class)
                                .answer(caller, id, new Gate.Answer("this", Optional.empty(), Optional.empty())));
    }

    private static UUID attemptWithOutput(Caller theirs) {
        UUID attempt = Inside.bean(Ids.class).next();
        try {
            Inside.done(() -> {
                Inside.bean(Logs.class)
                        .append(theirs.workspaceId(), attempt, 0, "lines".getBytes(StandardCharsets.UTF_8));
                return null;
            });
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
        return attempt;
    }

    private static Optional<byte[]> nothing(byte[] bytes) {
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    private static Caller owner() throws Exception {
        return Inside.done(() -> {
            UUID workspaceId = Inside.bean(WorkspaceFounding.class)
                    .found("wall-" + UUID.randomUUID().toString().substring(0, 13), "Behind a wall")
                    .id();
            return new Caller(
                    workspaceId, Caller.Kind.PERSON, Inside.bean(Ids.class).next(), "Owner", Role.OWNER);
        });
    }

    private static Artifact artifact(Caller theirs, UUID runId, UUID stepId) throws Exception {
        Ids ids = Inside.bean(Ids.class);
        byte[] content = "for their eyes".getBytes(StandardCharsets.UTF_8);
        Artifact artifact = new Artifact(
                ids.next(),
                theirs.workspaceId(),
                runId,
                stepId,
                ids.next(),
                "secret.txt",
                "document",
                "text/plain",
                content.length,
                new byte[32],
                ids.next(),
                Instant.EPOCH);
        return Inside.done(() -> {
            Blobs blobs = Inside.bean(Blobs.class);
            blobs.begin(artifact.blobId(), theirs.workspaceId());
            blobs.append(artifact.blobId(), 0, content);
            blobs.complete(artifact.blobId(), content.length, artifact.sha256());
            Inside.bean(Artifacts.class).insert(artifact);
            return artifact;
        });
    }

    private static Object outcome(Function<Caller, Object> call, Caller caller) {
        try {
            Object outcome = call.apply(caller);
            return outcome instanceof CompletionStage<?> later
                    ? Optional.of(String.valueOf(later.toCompletableFuture().join()))
                    : outcome;
        } catch (CompletionException refused) {
            return refused.getCause();
        } catch (Problem refused) {
            return refused;
        }
    }

    private static boolean isNothing(Object outcome) {
        if (outcome instanceof Problem refused) {
            return refused.kind() == Problem.Kind.NOT_FOUND;
        }
        if (outcome instanceof Optional<?> found) {
            return found.isEmpty();
        }
        if (outcome instanceof Boolean known) {
            return !known;
        }
        if (outcome instanceof Page<?> page) {
            return page.items().isEmpty();
        }
        if (outcome instanceof Snapshot snapshot) {
            return snapshot.runs().isEmpty()
                    && snapshot.agents().isEmpty()
                    && snapshot.gates().isEmpty();
        }
        return outcome instanceof Collection<?> found && found.isEmpty();
    }

    private static boolean takesACaller(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Caller.class;
    }
}
