package org.opsflow.domain.claim;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.opsflow.domain.audit.Audit;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.persistence.audit.SqlAuditLog;

/** A workspace of its own on the real database, with an engine and phrases for tests. */
final class Floor extends SqlStores {
    final UUID workspace;
    final List<ChangesCommitted> committed = new CopyOnWriteArrayList<>();
    final Settings settings = Settings.defaults();
    final Stores stores = new Stores(
            runs,
            steps,
            attempts,
            new ProcessStores(sessions, controls, agentErrors),
            new ReportStores(usage, checkpoints, gates, comments));
    final ChangeRecorder recorder = new ChangeRecorder(log, clock, event());
    final Engine engine = new Engine(stores, plans, recorder, clock, settings);
    final Audit audit = new Audit(new SqlAuditLog(sql), null, ids, clock);
    final Caller owner;

    /** On all nodes of the workspace. */
    private final AtomicInteger workers;

    Floor() {
        this(UUID.randomUUID(), new AtomicInteger());
        run(() -> log.begin(workspace, "epoch-1"));
    }

    private Floor(UUID workspace, AtomicInteger workers) {
        this.workspace = workspace;
        this.workers = workers;
        owner = new Caller(workspace, Caller.Kind.PERSON, ids.next(), "Owner", Role.OWNER);
    }

    /** Another node with the same workspace. */
    Floor beside() {
        return new Floor(workspace, workers);
    }

    Definition definition(String yaml) {
        return in(() -> definitions.publish(owner, yaml));
    }

    static String yaml(String steps) {
        return "name: Test\nphases: [one, two, three]\nsteps:\n" + steps.indent(2);
    }

    Command.Submit submit(Definition definition) {
        List<UUID> stepIds = new ArrayList<>();
        UUID run = ids.next();
        definition.workflow().steps().forEach(step -> stepIds.add(ids.next()));
        return new Command.Submit(
                new RunPlan(run, workspace, "Test", "{}", definition, stepIds), 2, Optional.empty(), Optional.empty());
    }

    Engine.Result apply(Command... commands) {
        return apply(List.of(commands), false);
    }

    Engine.Result apply(List<Command> commands, boolean again) {
        return apply(commands, again, Engine.Ahead.NONE);
    }

    Engine.Result apply(List<Command> commands, boolean again, Engine.Ahead ahead) {
        Engine.Result result = inOne(() -> engine.apply(commands, again, ahead));
        recorder.tell(result.changes());
        return result;
    }

    /** A registered agent's process that just connected. */
    Worker worker(String instance) {
        int number = workers.incrementAndGet();
        AgentFace face =
                new AgentFace(ids.next(), number == 1 ? "kenji" : "kenji-" + number, "Kenji", "K", "#112233", instance);
        run(() -> sql.update(
                "INSERT INTO agent (id, workspace_id, slug, name, emoji, color, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(6))",
                bind -> bind.id(face.agentId())
                        .id(workspace)
                        .text(face.slug())
                        .text(face.name())
                        .text(face.emoji())
                        .text(face.color())));
        Sessions.Opened opened = in(() -> sessions.open(
                new Sessions.Opening(
                        workspace, face.agentId(), instance, settings.node(), new byte[32], "test", List.of("script")),
                ids.next(),
                Optional.empty(),
                settings.lease()));
        return new Worker(opened.id(), opened.epoch(), face);
    }

    void expireLease(Worker worker) {
        run(() -> sql.update(
                "UPDATE agent_session SET lease_until = UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND WHERE id = ?",
                bind -> bind.micros(Duration.ofSeconds(1)).id(worker.session())));
    }

    /** Of everybody in the workspace. */
    void expireLeases() {
        run(() -> sql.update(
                "UPDATE agent_session SET lease_until = UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND WHERE workspace_id = ?",
                bind -> bind.micros(Duration.ofSeconds(1)).id(workspace)));
    }

    StepRow step(RunPlan plan, int ordinal) {
        return in(() -> steps.lock(List.of(plan.stepIds().get(ordinal)))).get(0);
    }

    StepState stateOf(RunPlan plan, int ordinal) {
        return step(plan, ordinal).state();
    }

    RunRow run(RunPlan plan) {
        return in(() -> runs.lock(List.of(plan.runId()))).get(0);
    }

    AttemptRow attempt(UUID id) {
        return in(() -> attempts.lock(List.of(id))).get(0);
    }

    /** The step, claimed by the worker. */
    Grant granted(Worker worker, ReadyStep step) {
        return ((Outcome.Granted)
                        apply(worker.claim(ids.next(), step)).outcomes().get(0))
                .grant();
    }

    /** The step, claimed and begun by the worker. */
    Grant running(Worker worker, ReadyStep step) {
        Grant grant = granted(worker, step);
        apply(worker.started(grant));
        return grant;
    }

    Command.Take takeIfExpired(Grant grant) {
        return take(grant, true);
    }

    Command.Take take(Grant grant, boolean onlyExpired) {
        return take(grant, onlyExpired ? Taking.LEASE_EXPIRED : Taking.UNNAMED);
    }

    Command.Take take(Grant grant, Taking why) {
        return new Command.Take(grant.plan().runId(), workspace, grant.attemptId(), why, "The lease ran out.");
    }

    /** What this connection has asked the server; a bulk statement counts once. */
    long statements() {
        return status("Questions");
    }

    /** How many statements this connection has prepared. */
    long prepared() {
        return in(() -> status("Com_stmt_prepare"));
    }

    private long status(String name) {
        return sql.query("SHOW SESSION STATUS LIKE '" + name + "'", none -> {}, row -> row.big("Value"))
                .get(0);
    }

    Command.CancelRun cancel(RunPlan plan) {
        return new Command.CancelRun(
                plan.runId(),
                workspace,
                new Cancellation(owner.id(), Optional.of("wrong branch")),
                "The run was cancelled: wrong branch");
    }

    Command.Stopped stopped(Grant grant, boolean onlyExpired) {
        return new Command.Stopped(grant.plan().runId(), workspace, grant.attemptId(), onlyExpired);
    }

    @SuppressWarnings("unchecked")
    private Event<ChangesCommitted> event() {
        return (Event<ChangesCommitted>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    committed.add((ChangesCommitted) arguments[0]);
                    return null;
                });
    }
}
