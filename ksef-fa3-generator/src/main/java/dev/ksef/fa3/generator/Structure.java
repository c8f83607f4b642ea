package dev.ksef.fa3.generator;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A schema as far as it decides what documents look like.
 *
 * @param namespace of all elements
 * @param simpleTypes the named types of texts, in the order in which the schema uses them
 * @param complexTypes the named types of elements with content, in the order in which the schema uses them
 * @param root the root element
 */
record Structure(
        String namespace, Map<String, SimpleType> simpleTypes, Map<String, ComplexType> complexTypes, Element root) {

    /** What an element with attributes or child elements has. */
    record ComplexType(List<Attribute> attributes, TypeReference text, List<Particle> particles) {

        ComplexType {
            attributes = List.copyOf(attributes);
            particles = List.copyOf(particles);
        }

        /** Tells whether the element has text instead of child elements. */
        boolean hasText() {
            return !text.equals(TypeReference.NONE);
        }
    }

    /** A part of an element's content. */
    sealed interface Particle permits Element, Group {

        int min();

        /** Tells whether nothing at all can stand for it. */
        boolean canBeAbsent();

        /** All elements in it, in their order, without those inside other elements. */
        Stream<Element> elements();
    }

    /** Particles one after another, or one of several; at most once. */
    record Group(boolean choice, int min, List<Particle> particles) implements Particle {

        Group {
            particles = List.copyOf(particles);
        }

        @Override
        public boolean canBeAbsent() {
            return min == 0
                    || (choice
                            ? particles.stream().anyMatch(Particle::canBeAbsent)
                            : particles.stream().allMatch(Particle::canBeAbsent));
        }

        @Override
        public Stream<Element> elements() {
            return particles.stream().flatMap(Particle::elements);
        }
    }

    /** The declaration of an element. */
    record Element(String name, int min, int max, String fixed, TypeReference type) implements Particle {

        @Override
        public boolean canBeAbsent() {
            return min == 0;
        }

        @Override
        public Stream<Element> elements() {
            return Stream.of(this);
        }

        boolean isRepeated() {
            return max > 1;
        }
    }

    /** A required attribute. */
    record Attribute(String name, String fixed, TypeReference type) {}

    /** A type by its name, or one without name; of these three, one alone is not null, and none in {@link #NONE}. */
    record TypeReference(String name, SimpleType simple, ComplexType complex) {

        static final TypeReference NONE = new TypeReference(null, null, null);

        static TypeReference named(String name) {
            return new TypeReference(name, null, null);
        }

        static TypeReference of(SimpleType simple) {
            return new TypeReference(null, simple, null);
        }

        static TypeReference of(ComplexType complex) {
            return new TypeReference(null, null, complex);
        }
    }

    /** What the text of this type may be, or null if it has child elements or attributes. */
    SimpleType simple(TypeReference type) {
        return type.name() == null ? type.simple() : simpleTypes.get(type.name());
    }

    /** What an element of this type contains, or null if it is a text alone. */
    ComplexType complex(TypeReference type) {
        return type.name() == null ? type.complex() : complexTypes.get(type.name());
    }

    /** The number of declarations of elements. */
    int countElements() {
        return count(root)
                + complexTypes.values().stream().mapToInt(Structure::count).sum();
    }

    private static int count(ComplexType type) {
        return type.particles().stream()
                .flatMap(Particle::elements)
                .mapToInt(Structure::count)
                .sum();
    }

    private static int count(Element element) {
        return 1 + (element.type().complex() == null ? 0 : count(element.type().complex()));
    }
}
