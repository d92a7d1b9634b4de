package org.opsflow.domain.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The stored people and their memberships. */
public interface People {
    void add(Person person);

    void add(Member member);

    Optional<Person> find(UUID personId);

    Map<UUID, String> names(Collection<UUID> personIds);

    /** @param email in its canonical form */
    Optional<Person> byEmail(String email);

    Optional<Member> member(UUID workspaceId, UUID personId);

    Optional<Members.Named> named(UUID workspaceId, UUID personId);

    /** The members of a workspace by the ids of the people, which are in the order in which they were entered. */
    List<Members.Named> named(UUID workspaceId, Optional<UUID> after, int most);

    /** At once, so that the one owner steps down before the other is made. */
    void changeRole(UUID workspaceId, UUID personId, Role role);

    void remove(UUID workspaceId, UUID personId);

    /** The workspaces of a person with their role in each, the one joined first before the others; at most 200. */
    List<OwnWorkspaces.Joined> joined(UUID personId);

    /** The memberships of a person, the oldest first. */
    List<Member> memberships(UUID personId);
}
