package org.opsflow.web.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.opsflow.db.Migrations;
import org.opsflow.domain.identity.FirstStart;
import org.opsflow.domain.shared.Startable;

/**
 * The order of a start: tables, first workspace, the parts by their order, readiness; of a stop the reverse.
 *
 * <p>A listener of the web application and not a startup EJB: around an EJB the server leaves plain SQL out of the
 * transactions that {@code @Transactional} begins, without a word, and the first workspace is made by both SQL and JPA.
 */
@WebListener
public class Boot implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(Boot.class.getName());

    @Resource(lookup = "jdbc/opsflow")
    private DataSource database;

    @Inject
    private FirstStart firstStart;

    @Inject
    @Any
    private Instance<Startable> parts;

    @Inject
    private Readiness readiness;

    @Inject
    private ConfigKeys keys;

    private final Deque<Startable> started = new ArrayDeque<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stop();
    }

    private void start() {
        try {
            if (keys.flag("opsflow.migrate", true)) {
                Migrations.run(database);
            }
            prepareFirstStart();
            inOrder().forEach(this::start);
            readiness.reached();
            LOG.info("Opsflow is ready.");
        } catch (RuntimeException failed) {
            stop();
            throw failed;
        }
    }

    private void stop() {
        readiness.lost();
        while (!started.isEmpty()) {
            stop(started.pop());
        }
    }

    private void prepareFirstStart() {
        try {
            firstStart.prepare();
        } catch (RuntimeException lost) {
            LOG.log(Level.FINE, "Another node may have made the first workspace at the same time.", lost);
            firstStart.prepare();
        }
    }

    private List<Startable> inOrder() {
        return parts.stream().sorted(Comparator.comparingInt(Startable::order)).toList();
    }

    private void start(Startable part) {
        started.push(part);
        part.start();
    }

    private static void stop(Startable part) {
        try {
            part.stop();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "A part of the server did not stop cleanly; the others still will.", failed);
        }
    }
}
