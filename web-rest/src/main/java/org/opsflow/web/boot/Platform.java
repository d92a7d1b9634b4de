package org.opsflow.web.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadFactory;

/**
 * Gives beans what the platform has: threads that know the application.
 *
 * <p>A thread of the platform's factory that is made on a foreign thread, as gRPC's are, has no component around it: what
 * it is the first to use gets no resources injected.
 */
@ApplicationScoped
class Platform {
    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private ApplicationContext application;

    @Produces
    ThreadFactory threads() {
        return work -> application.made(() -> threads.newThread(application.around(work)));
    }
}
