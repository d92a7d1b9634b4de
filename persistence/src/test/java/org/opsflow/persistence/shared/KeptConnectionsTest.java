package org.opsflow.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.persistence.MariaDb;

class KeptConnectionsTest {
    private final List<Connection> taken = new ArrayList<>();
    private final DataSource pool = (DataSource) Proxy.newProxyInstance(
            DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                taken.add(MariaDb.connect());
                return taken.get(taken.size() - 1);
            });
    private final Connections connections = new Connections(pool);
    private final Sql sql = new Sql(connections);
    private final UUID workspace = UUID.randomUUID();
    private long now;
    private final KeptConnections transactions = new KeptConnections(connections, () -> now);

    @AfterEach
    void giveBack() {
        transactions.end();
    }

    private int insert() {
        return sql.update(
                "INSERT INTO change_head (workspace_id, epoch, n) VALUES (?, 'e', 0)", bind -> bind.id(workspace));
    }

    private int rows() {
        return new Sql(pool)
                .query(
                        "SELECT COUNT(*) AS n FROM change_head WHERE workspace_id = ?",
                        bind -> bind.id(workspace),
                        row -> row.number("n"))
                .get(0);
    }

    private long connectionId() {
        return sql.query("SELECT CONNECTION_ID() AS id", bind -> {}, row -> row.big("id"))
                .get(0);
    }

    @Test
    void commitsWhenTheWorkReturnsAndNotBefore() {
        transactions.inOne(() -> {
            insert();
            assertThat(rows()).isZero();
            return null;
        });
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void rollsBackWhenTheWorkThrowsAndGoesOnWithAnother() throws Exception {
        assertThatThrownBy(() -> transactions.inOne(() -> {
                    insert();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(rows()).isZero();
        assertThat(taken.get(0).isClosed()).isTrue();
        transactions.inOne(this::insert);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void oneConnectionServesAllTransactionsOfAThread() {
        long first = transactions.inOne(this::connectionId);
        long second = transactions.inOne(this::connectionId);
        assertThat(second).isEqualTo(first);
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatAThreadDoesOutsideIsNotInItsTransactions() {
        long inside = transactions.inOne(this::connectionId);
        assertThat(connectionId()).isNotEqualTo(inside);
    }

    @Test
    void aConnectionThatDiedWhileNothingHappenedIsReplacedUnseen() throws Exception {
        long first = transactions.inOne(this::connectionId);
        new Sql(pool).update("KILL " + first, bind -> {});
        now = TimeUnit.SECONDS.toNanos(31);

        assertThat(transactions.inOne(this::connectionId)).isNotEqualTo(first);
    }

    @Test
    void aConnectionThatDiesAtWorkIsReplacedForTheNext() {
        long first = transactions.inOne(this::connectionId);
        new Sql(pool).update("KILL " + first, bind -> {});

        assertThatThrownBy(() -> transactions.inOne(this::insert)).isInstanceOf(DatabaseFailure.class);
        transactions.inOne(this::insert);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void givesTheConnectionBackAsItWas() throws Exception {
        Connection lent = MariaDb.connect();
        List<Boolean> autoCommit = new ArrayList<>();
        Connection watched = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        autoCommit.add(lent.getAutoCommit());
                    }
                    return method.invoke(lent, arguments);
                });
        KeptConnections kept = new KeptConnections(new Connections((DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> watched)));
        kept.inOne(() -> null);

        kept.end();

        assertThat(autoCommit).containsExactly(true);
        assertThat(lent.isClosed()).isTrue();
    }
}
