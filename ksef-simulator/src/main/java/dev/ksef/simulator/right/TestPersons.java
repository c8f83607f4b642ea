package dev.ksef.simulator.right;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Persons whose NIP and PESEL KSeF knows to belong together. Thread-safe. */
public final class TestPersons implements Stateful {

    /** A person. */
    public record Person(String nip, String pesel, boolean deceased) {}

    private final Map<String, Person> byNip = new ConcurrentHashMap<>();
    private final Map<String, Set<Person>> byPesel = new ConcurrentHashMap<>();

    @Override
    public String section() {
        return "persons";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        byNip.values()
                .forEach(person -> rows.accept(JsonTrees.object()
                        .put("nip", person.nip())
                        .put("pesel", person.pesel())
                        .put("deceased", person.deceased())));
    }

    @Override
    public void restore(SavedRow row) {
        add(new Person(row.text("nip"), row.text("pesel"), row.flag("deceased")));
    }

    public void add(Person person) {
        byNip.put(person.nip(), person);
        byPesel.computeIfAbsent(person.pesel(), none -> ConcurrentHashMap.newKeySet())
                .add(person);
    }

    /** Forgets a person, and gives what was known. */
    public Optional<Person> remove(String nip) {
        Optional<Person> known = Optional.ofNullable(byNip.remove(nip));
        known.ifPresent(person -> byPesel.computeIfPresent(person.pesel(), (same, persons) -> {
            persons.remove(person);
            return persons.isEmpty() ? null : persons;
        }));
        return known;
    }

    public boolean knows(String nip) {
        return byNip.containsKey(nip);
    }

    /** Whether a PESEL and a NIP are of one person. */
    boolean same(SubjectId subject, String nip) {
        Person person = byNip.get(nip);
        return person != null && subject.equals(SubjectId.pesel(person.pesel()));
    }

    boolean deceased(SubjectId subject) {
        Person person = subject.type().equals(SubjectId.NIP) ? byNip.get(subject.value()) : null;
        boolean byPeselOnly = subject.type().equals(SubjectId.PESEL)
                && byPesel.getOrDefault(subject.value(), Set.of()).stream().anyMatch(Person::deceased);
        return byPeselOnly || person != null && person.deceased();
    }
}
