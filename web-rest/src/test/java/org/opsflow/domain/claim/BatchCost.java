package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.WriterTransactions;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.Runs;

/** What a batch costs the whole server, as the database counts it, on a lane: one commit, and
 * as many statements as one command. */
public interface BatchCost {
    /** Others use the database too, and only add; the least of some tries is ours. */
    int TRIES = 8;

    @Test
    default void aBatchOf64CommitsOnceWithAsManyStatementsAsABatchOfOne() throws Exception {
        UUID workspace = bean(Ids.class).next();
        Definition definition = definition(workspace);

        Map<String, Long> one = least(workspace, definition, 1);
        Map<String, Long> many = least(workspace, definition, 64);

        assertThat(one).containsEntry("Com_commit", 1L);
        assertThat(many).isEqualTo(one);
    }

    /** A pool that hides the driver would make each statement wait for the one before it, and nobody would notice. */
    @Test
    default void whatALaneAsksForIsSentWhenItIsLookedAt() throws Exception {
        UUID workspace = bean(Ids.class).next();
        Command made = submits(workspace, definition(workspace), 1).get(0);
        UUID run = ((Command.Submit) made).plan().runId();

        List<Boolean> free = onThread(() -> {
            onLane(List.of(made));
            return inOne(() -> {
                List<RunRow> asked = bean(Runs.class).lock(List.of(run));
                boolean before = isFree(run);
                assertThat(asked).hasSize(1);
                return List.of(before, isFree(run));
            });
        });

        assertThat(free).containsExactly(true, false);
    }

    private static boolean isFree(UUID run) {
        try (Connection connection = pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT 1 FROM run WHERE id = UNHEX(?) FOR UPDATE SKIP LOCKED")) {
            statement.setString(1, run.toString().replace("-", ""));
            return statement.executeQuery().next();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Map<String, Long> least(UUID workspace, Definition definition, int size) throws Exception {
        Map<String, Long> least = new HashMap<>();
        for (int i = 0; i < TRIES; i++) {
            List<Command> commands = submits(workspace, definition, size);
            Map<String, Long> before = counters();
            Engine.Result result = onThread(() -> onLane(commands));
            counters().forEach((name, value) -> least.merge(name, value - before.get(name), Math::min));
            assertThat(result.ready()).hasSize(size);
        }
        return least;
    }

    private static <T> T onThread(Supplier<T> work) throws Exception {
        return CompletableFuture.supplyAsync(
                        work, task -> bean(ThreadFactory.class).newThread(task).start())
                .get(30, TimeUnit.SECONDS);
    }

    private static Engine.Result onLane(List<Command> commands) {
        return inOne(() -> bean(Engine.class).apply(commands, false, Engine.Ahead.NONE));
    }

    private static <T> T inOne(Supplier<T> work) {
        WriterTransactions transactions = bean(WriterTransactions.class);
        try {
            return transactions.inOne(work);
        } finally {
            transactions.end();
        }
    }

    private static DataSource pool() {
        try {
            return (DataSource) new InitialContext().lookup("jdbc/opsflow");
        } catch (NamingException failed) {
            throw new AssertionError(failed);
        }
    }

    /** On a connection that is in no transaction. */
    private static Map<String, Long> counters() {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS WHERE Variable_name IN"
                        + " ('Com_commit', 'Com_insert', 'Com_update', 'Com_select', 'Com_stmt_execute')")) {
            Map<String, Long> counters = new HashMap<>();
            while (rows.next()) {
                counters.put(rows.getString(1), rows.getLong(2));
            }
            return counters;
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Command> submits(UUID workspace, Definition definition, int size) {
        Ids ids = bean(Ids.class);
        List<Command> submits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            RunPlan plan = new RunPlan(ids.next(), workspace, "Test", "{}", definition, List.of(ids.next()));
            submits.add(new Command.Submit(plan, 2, Optional.empty(), Optional.empty()));
        }
        return submits;
    }

    private static Definition definition(UUID workspace) throws Exception {
        Caller owner = new Caller(workspace, Caller.Kind.PERSON, bean(Ids.class).next(), "Owner", Role.OWNER);
        UserTransaction transaction = (UserTransaction) new InitialContext().lookup("java:comp/UserTransaction");
        transaction.begin();
        bean(ChangeLog.class).begin(workspace, "e");
        Definition definition = bean(Definitions.class)
                .publish(
                        owner,
                        """
                name: Counted
                phases: [only]
                steps:
                  - {id: a, name: A, phase: only, type: script, command: "true"}
                """);
        transaction.commit();
        return definition;
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}
