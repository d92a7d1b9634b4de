package org.opsflow.persistence;

import org.opsflow.persistence.shared.Sql;

/** Adapters on the real database, used in a transaction that is rolled back: what a test writes nobody else sees. */
public final class Scratch {
    private final ThreadTransactions transactions = new ThreadTransactions();
    public final Sql sql = new Sql(transactions.dataSource());

    /** Work that may fail in its own way. */
    public interface Work {
        void run() throws Exception;
    }

    private static final class RollBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        RollBack() {
            super(null, null, false, false);
        }
    }

    public void use(Work work) {
        try {
            transactions.inTransaction(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                throw new RollBack();
            });
        } catch (RollBack done) {
            // as it was
        }
    }
}
