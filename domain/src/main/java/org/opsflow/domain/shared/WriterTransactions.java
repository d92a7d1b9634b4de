package org.opsflow.domain.shared;

import java.util.function.Supplier;

/**
 * Transactions of a thread that does little but write. It keeps a connection for itself: to borrow one for each transaction,
 * and to have a container begin and end it, costs as much time as three or four of its statements.
 */
public interface WriterTransactions {
    /**
     * The work in one transaction of the calling thread, which must be in none: committed when the work returns, rolled back
     * when it throws. When the commit itself fails it is not known which of the two happened.
     */
    <T> T inOne(Supplier<T> work);

    /** Gives back what is kept for the calling thread. */
    void end();
}
