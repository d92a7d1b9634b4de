package org.opsflow.domain.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The tenant: made once, at first start or by a person, and then only renamed. Everything else carries its id. */
@Entity
@Table(name = "workspace")
public class Workspace {
    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "slug")
    private String slug;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Workspace() {}

    public Workspace(UUID id, String slug, String name, Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.name = name;
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    public void rename(String wanted) {
        name = wanted;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
