package org.opsflow.domain.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Somebody who signs in; what they may do is said by their {@link Member} row in each workspace. */
@Entity
@Table(name = "person")
public class Person {
    @Id
    @Column(name = "id")
    private UUID id;

    @Column(name = "email")
    private String email;

    @Column(name = "name")
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Person() {}

    public Person(UUID id, String email, String name, String passwordHash, Instant createdAt) {
        this.id = id;
        this.email = canonical(email);
        this.name = name;
        this.passwordHash = passwordHash;
        this.createdAt = createdAt;
    }

    /** An address as it is stored and compared. */
    public static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public UUID id() {
        return id;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    void rename(String wanted) {
        name = wanted;
    }

    void changePassword(String hash) {
        passwordHash = hash;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
