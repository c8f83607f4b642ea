package dev.ksef.fa3.generator;

import dev.ksef.fa3.generator.Structure.Attribute;
import dev.ksef.fa3.generator.Structure.ComplexType;
import dev.ksef.fa3.generator.Structure.Element;
import dev.ksef.fa3.generator.Structure.Group;
import dev.ksef.fa3.generator.Structure.Particle;
import dev.ksef.fa3.generator.Structure.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which the project keeps a schema: a line for each type, element, attribute and group, indented below what it is
 * in. {@code P_1M [0..1] : TZnakowy} is an element of a named type, {@code BDO [0..1] = TEXT ...} one of a type without name.
 */
final class Outline {

    private static final String INDENT = "  ";
    private static final String VALUE = " = ";
    private static final String TYPE = " : ";
    private static final String FIXED = " fixed ";
    private static final Pattern OCCURRENCE = Pattern.compile("(.*) \\[(\\d+)\\.\\.(\\d+)]");

    private Outline() {}

    static String print(Structure structure) {
        var lines =
                new StringBuilder("namespace ").append(structure.namespace()).append('\n');
        structure
                .simpleTypes()
                .forEach((name, type) -> lines.append("simple ")
                        .append(name)
                        .append(VALUE)
                        .append(type)
                        .append('\n'));
        structure.complexTypes().forEach((name, type) -> {
            lines.append("type ").append(name).append('\n');
            print(type, INDENT, lines);
        });
        print(structure.root(), "", lines);
        return lines.toString();
    }

    private static void print(ComplexType type, String indent, StringBuilder lines) {
        for (Attribute attribute : type.attributes()) {
            lines.append(indent).append('@').append(attribute.name());
            print(attribute.type(), attribute.fixed(), indent, lines);
        }
        if (type.hasText()) {
            lines.append(indent).append("text");
            print(type.text(), "", indent, lines);
        }
        type.particles().forEach(particle -> print(particle, indent, lines));
    }

    private static void print(Particle particle, String indent, StringBuilder lines) {
        if (particle instanceof Element element) {
            lines.append(indent).append(element.name()).append(occurrence(element.min(), element.max()));
            print(element.type(), element.fixed(), indent, lines);
        } else if (particle instanceof Group group) {
            lines.append(indent)
                    .append(group.choice() ? "choice" : "sequence")
                    .append(occurrence(group.min(), 1))
                    .append('\n');
            group.particles().forEach(inner -> print(inner, indent + INDENT, lines));
        }
    }

    private static String occurrence(int min, int max) {
        return min == 1 && max == 1 ? "" : " [" + min + ".." + max + "]";
    }

    private static void print(TypeReference type, String fixed, String indent, StringBuilder lines) {
        if (type.name() != null) {
            lines.append(TYPE).append(type.name());
        } else if (type.simple() != null) {
            lines.append(VALUE).append(type.simple());
        }
        lines.append(fixed.isEmpty() ? "" : FIXED + fixed).append('\n');
        if (type.complex() != null) {
            print(type.complex(), indent + INDENT, lines);
        }
    }

    /** A line with the lines that are indented below it. */
    private record Node(String line, List<Node> below) {}

    static Structure parse(String text) {
        String namespace = "";
        Map<String, SimpleType> simpleTypes = new LinkedHashMap<>();
        Map<String, ComplexType> complexTypes = new LinkedHashMap<>();
        Element root = null;
        for (Node node : nodes(text)) {
            String line = node.line();
            if (line.startsWith("namespace ")) {
                namespace = line.substring("namespace ".length());
            } else if (line.startsWith("simple ")) {
                int value = line.indexOf(VALUE);
                simpleTypes.put(
                        line.substring("simple ".length(), value),
                        SimpleType.parse(line.substring(value + VALUE.length())));
            } else if (line.startsWith("type ")) {
                complexTypes.put(line.substring("type ".length()), complexType(node.below()));
            } else {
                root = (Element) particle(node);
            }
        }
        return new Structure(namespace, simpleTypes, complexTypes, root);
    }

    private static List<Node> nodes(String text) {
        var top = new Node("", new ArrayList<>());
        var open = new ArrayList<>(List.of(top));
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String stripped = line.stripLeading();
            int depth = (line.length() - stripped.length()) / INDENT.length();
            var node = new Node(stripped, new ArrayList<>());
            open.get(depth).below().add(node);
            open.subList(depth + 1, open.size()).clear();
            open.add(node);
        });
        return top.below();
    }

    private static ComplexType complexType(List<Node> below) {
        var attributes = new ArrayList<Attribute>();
        var particles = new ArrayList<Particle>();
        TypeReference text = TypeReference.NONE;
        for (Node node : below) {
            if (node.line().startsWith("@")) {
                attributes.add(new Attribute(name(node).substring(1), fixed(node), type(node)));
            } else if (name(node).equals("text")) {
                text = type(node);
            } else {
                particles.add(particle(node));
            }
        }
        return new ComplexType(attributes, text, particles);
    }

    private static Particle particle(Node node) {
        Matcher occurrence = OCCURRENCE.matcher(name(node));
        boolean once = !occurrence.matches();
        String name = once ? name(node) : occurrence.group(1);
        int min = once ? 1 : Integer.parseInt(occurrence.group(2));
        if (name.equals("choice") || name.equals("sequence")) {
            List<Particle> inner = node.below().stream().map(Outline::particle).toList();
            return new Group(name.equals("choice"), min, inner);
        }
        int max = once ? 1 : Integer.parseInt(occurrence.group(3));
        return new Element(name, min, max, fixed(node), type(node));
    }

    private static String name(Node node) {
        return node.line().split(TYPE + "|" + VALUE + "|" + FIXED, 2)[0];
    }

    private static String fixed(Node node) {
        int fixed = node.line().indexOf(FIXED);
        return fixed < 0 ? "" : node.line().substring(fixed + FIXED.length());
    }

    private static TypeReference type(Node node) {
        String line = node.line().split(FIXED, 2)[0];
        int named = line.indexOf(TYPE);
        int value = line.indexOf(VALUE);
        if (named >= 0 && (value < 0 || named < value)) {
            return TypeReference.named(line.substring(named + TYPE.length()));
        }
        return value >= 0
                ? TypeReference.of(SimpleType.parse(line.substring(value + VALUE.length())))
                : TypeReference.of(complexType(node.below()));
    }
}
