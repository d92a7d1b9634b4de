package org.opsflow.inside;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import javax.sql.DataSource;

/** A bean with every kind of resource that ours have, which only one test uses. */
@ApplicationScoped
public class FirstUsed {
    @Resource(lookup = "jdbc/opsflow")
    DataSource database;

    @PersistenceContext
    EntityManager entities;

    @Transactional
    public boolean hasItsResources() {
        return database != null
                && entities != null
                && ((Number) entities.createNativeQuery("SELECT 1").getSingleResult()).intValue() == 1;
    }
}
