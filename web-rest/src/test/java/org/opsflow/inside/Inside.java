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

    /** The entity managers without a transaction of this request; null when there are none. */
    static Object keptBesideTheRequest() throws Exception {
        Class<?> manager = Class.forName("org.glassfish.api.invocation.InvocationManager");
        Class<?> globals = Class.forName("org.glassfish.internal.api.Globals");
        Class<?> key = Class.forName("com.sun.enterprise.container.common.impl.EntityManagerWrapper");
        Object invocations = globals.getMethod("get", Class.class).invoke(null, manager);
        Object request = manager.getMethod("getCurrentInvocation").invoke(invocations);
        return Class.forName("org.glassfish.api.invocation.ComponentInvocation")
                .getMethod("getRegistryFor", Class.class)
                .invoke(request, key);
    }
}
