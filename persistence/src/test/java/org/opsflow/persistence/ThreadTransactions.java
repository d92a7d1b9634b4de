package org.opsflow.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A data source whose connections join the transaction of their thread, as a container's do. */
public final class ThreadTransactions {
    /** Of the whole test JVM: making a connection costs more than most tests do with it. */
    private static final Deque<Connection> IDLE = new ConcurrentLinkedDeque<>();

    private final ThreadLocal<Connection> current = new ThreadLocal<>();

    public DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Connection joined = current.get();
                    return joined == null ? MariaDb.connectAsServer() : handle(joined);
                });
    }

    /** Of the transaction of the calling thread. */
    public Connection connection() {
        return current.get();
    }

    /** The work in one transaction; committed when it returns, rolled back when it throws. */
    public <T> T inTransaction(Supplier<T> work) {
        try {
            Connection idle = IDLE.poll();
            Connection connection = idle == null ? MariaDb.connectAsServer() : idle;
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.get();
                connection.commit();
                IDLE.push(connection);
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                connection.close();
                throw e;
            } finally {
                current.remove();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection handle(Connection joined) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(joined, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
