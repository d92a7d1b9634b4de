package org.opsflow.domain.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People and members in memory. */
final class FakePeople implements People {
    final List<Person> people = new ArrayList<>();
    final List<Member> members = new ArrayList<>();

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
    public Optional<Person> byEmail(String email) {
        return people.stream().filter(person -> person.email().equals(email)).findFirst();
    }

    @Override
    public List<Member> memberships(UUID personId) {
        return members.stream()
                .filter(member -> member.personId().equals(personId))
                .toList();
    }
}
