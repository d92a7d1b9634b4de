package org.opsflow.inside;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;

/** What tests that run in the container ask of it. */
final class Inside {
    private Inside() {}

    static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }

    static <T> T resource(Class<T> type, String name) throws Exception {
        return type.cast(new InitialContext().lookup(name));
    }

    /** The work in one transaction, which is committed. */
    static <T> T done(Callable<T> work) throws Exception {
        UserTransaction transaction = resource(UserTransaction.class, "java:comp/UserTransaction");
        transaction.begin();
        T result = work.call();
        transaction.commit();
        return result;
    }

    /** The work in one transaction, which is rolled back. */
    static <T> T undone(Callable<T> work) throws Exception {
        UserTransaction transaction = resource(UserTransaction.class, "java:comp/UserTransaction");
        transaction.begin();
        try {
            return work.call();
        } finally {
            transaction.rollback();
        }
    }
}
