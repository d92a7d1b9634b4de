package org.opsflow.web.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * What a thread of ours has around it: the application as a web component.
 *
 * <p>Payara keeps the transaction of {@code @Transactional} in the component around the thread, and only when that is a
 * web component. Around an EJB it would commit statements one by one, without a word;
 * and threads with one component around them all would take each other's transaction. So the context is remembered
 * while CDI starts, and every thread's work gets a copy of its own.
 */
public class ApplicationContext implements Extension {
    private ContextService contexts;
    private Executor application;

    void remember(@Observes AfterDeploymentValidation started) {
        try {
            contexts = InitialContext.doLookup("java:comp/DefaultContextService");
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no default ContextService", e);
        }
        application = contexts.currentContextExecutor();
    }

    /**
     * A thread is made in the application's context too. Made in a request it would share what Payara keeps in the
     * request's component, and close at its end the entity managers that the request has used outside transactions: the
     * request then ends with an error page, whatever it had answered.
     */
    Thread made(Supplier<Thread> thread) {
        AtomicReference<Thread> made = new AtomicReference<>();
        application.execute(() -> made.set(thread.get()));
        return made.get();
    }

    Runnable around(Runnable work) {
        return () -> application.execute(() -> contexts.contextualRunnable(work).run());
    }
}
