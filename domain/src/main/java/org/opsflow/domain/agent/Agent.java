package org.opsflow.domain.agent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A registered worker. Its processes connect under its name, each as an instance of its own; a retired agent's keys
 * open nothing any more. Outside it is known by its slug.
 */
@Entity
@Table(name = "agent")
public class Agent {
    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "slug")
    private String slug;

    @Column(name = "name")
    private String name;

    @Column(name = "emoji")
    private String emoji;

    @Column(name = "color")
    private String color;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "retired_at")
    private Instant retiredAt;

    protected Agent() {}

    public Agent(UUID id, UUID workspaceId, String slug, String name, AgentLook look, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.slug = slug;
        this.name = name;
        this.emoji = look.emoji();
        this.color = look.color();
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public UUID workspaceId() {
        return workspaceId;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    public AgentLook look() {
        return new AgentLook(emoji, color);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** From now on its keys open nothing. */
    void retire(Instant at) {
        retiredAt = at;
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
