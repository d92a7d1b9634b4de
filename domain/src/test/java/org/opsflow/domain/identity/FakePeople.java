package org.opsflow.domain.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.workspace.FakeWorkspaces;

/** People and members in memory. */
final class FakePeople implements People {
    final List<Person> people = new ArrayList<>();
    final List<Member> members = new ArrayList<>();
    final FakeWorkspaces workspaces = new FakeWorkspaces();
    /** The queries of a sign-in, in their order. */
    final List<String> asked = new ArrayList<>();

    @Override
    public void add(Person person) {
        people.add(person);
    }

    @Override
    public void add(Member member) {
        members.add(member);
    }

    @Override
    public Optional<Person> find(UUID personId) {
        return people.stream().filter(person -> person.id().equals(personId)).findFirst();
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> personIds) {
        return people.stream()
                .filter(person -> personIds.contains(person.id()))
                .collect(Collectors.toMap(Person::id, Person::name));
    }

    @Override
    public Optional<Person> byEmail(String email) {
        asked.add("byEmail");
        return people.stream().filter(person -> person.email().equals(email)).findFirst();
    }

    @Override
    public Optional<Member> member(UUID workspaceId, UUID personId) {
        return memberships(personId).stream()
                .filter(member -> member.workspaceId().equals(workspaceId))
                .findFirst();
    }

    @Override
    public Optional<Members.Named> named(UUID workspaceId, UUID personId) {
        return member(workspaceId, personId)
                .map(member -> new Members.Named(member, find(personId).orElseThrow()));
    }

    @Override
    public List<Members.Named> named(UUID workspaceId, Optional<UUID> after, int most) {
        return members.stream()
                .filter(member -> member.workspaceId().equals(workspaceId))
                .filter(member -> after.filter(place -> member.personId().compareTo(place) <= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Member::personId))
                .limit(most)
                .map(member -> new Members.Named(member, find(member.personId()).orElseThrow()))
                .toList();
    }

    @Override
    public void changeRole(UUID workspaceId, UUID personId, Role role) {
        Member member = member(workspaceId, personId).orElseThrow();
        members.remove(member);
        members.add(new Member(workspaceId, personId, role, member.createdAt()));
    }

    @Override
    public void remove(UUID workspaceId, UUID personId) {
        members.remove(member(workspaceId, personId).orElseThrow());
    }

    @Override
    public List<OwnWorkspaces.Joined> joined(UUID personId) {
        return memberships(personId).stream()
                .map(member -> new OwnWorkspaces.Joined(
                        workspaces.find(member.workspaceId()).orElseThrow(), member.role()))
                .toList();
    }

    @Override
    public List<Member> memberships(UUID personId) {
        asked.add("memberships");
        return members.stream()
                .filter(member -> member.personId().equals(personId))
                .toList();
    }
}
