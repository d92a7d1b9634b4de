package org.opsflow.persistence.shared;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.mariadb.jdbc.Connection;
import org.mariadb.jdbc.ServerPreparedStatement;
import org.mariadb.jdbc.Statement;
import org.mariadb.jdbc.client.Client;
import org.mariadb.jdbc.client.Completion;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.socket.Reader;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.ClosableLock;
import org.mariadb.jdbc.client.util.Parameters;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.message.client.BulkExecutePacket;
import org.mariadb.jdbc.message.client.ExecutePacket;
import org.mariadb.jdbc.message.client.PreparePacket;

/** A statement that is bound as any other, and says what it would send instead of sending it. */
final class PipelinedStatement extends ServerPreparedStatement {
    private Completion answer;

    PipelinedStatement(String sql, Connection connection) throws SQLException {
        super(
                sql,
                connection,
                new ClosableLock(),
                NO_GENERATED_KEYS,
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                0);
    }

    int parameters() {
        return parameters.size();
    }

    int rows() {
        return batchParameters.size();
    }

    /** The database is asked to prepare the statement, once for each connection. */
    ClientMessage message() throws SQLException {
        Client client = con.getClient();
        if (prepareResult == null && client.getContext().getConf().cachePrepStmts()) {
            prepareResult = client.getContext().getPrepareCacheCmd(sql, this);
        }
        if (prepareResult == null) {
            client.execute(new PreparePacket(sql), this, true);
        }
        if (batchParameters != null && batchParameters.size() > 1) {
            return new Owned(new BulkExecutePacket(prepareResult, batchParameters, sql, this), this);
        }
        Parameters row = batchParameters == null ? parameters : batchParameters.get(0);
        return new Owned(new ExecutePacket(prepareResult, row, sql, this, null), this);
    }

    /** The rows of a query that was sent. */
    ResultSet answer() {
        return (ResultSet) answer;
    }

    /** The driver reads an answer with the statement that it belongs to, for columns that the database does not repeat. */
    private record Owned(ClientMessage message, PipelinedStatement owner) implements ClientMessage {
        @Override
        public int encode(Writer writer, Context context) throws IOException, SQLException {
            return message.encode(writer, context);
        }

        @Override
        public Completion readPacket(
                Statement none,
                int fetchSize,
                long maxRows,
                int concurrency,
                int type,
                boolean closeOnCompletion,
                Reader reader,
                Writer writer,
                Context context,
                ExceptionFactory exceptions,
                ClosableLock lock,
                boolean trace,
                ClientMessage self,
                Consumer<String> redirect)
                throws IOException, SQLException {
            owner.answer = message.readPacket(
                    owner,
                    fetchSize,
                    maxRows,
                    concurrency,
                    type,
                    closeOnCompletion,
                    reader,
                    writer,
                    context,
                    exceptions,
                    lock,
                    trace,
                    message,
                    redirect);
            return owner.answer;
        }

        @Override
        public int batchUpdateLength() {
            return message.batchUpdateLength();
        }

        @Override
        public String description() {
            return message.description();
        }

        @Override
        public boolean binaryProtocol() {
            return message.binaryProtocol();
        }

        @Override
        public boolean canSkipMeta() {
            return message.canSkipMeta();
        }

        @Override
        public boolean mightBeBulkResult() {
            return message.mightBeBulkResult();
        }
    }
}
