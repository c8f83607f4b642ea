package dev.ksef.fa3.generator;

import dev.ksef.fa3.generator.Structure.Attribute;
import dev.ksef.fa3.generator.Structure.ComplexType;
import dev.ksef.fa3.generator.Structure.Element;
import dev.ksef.fa3.generator.Structure.Group;
import dev.ksef.fa3.generator.Structure.Particle;
import dev.ksef.fa3.generator.ValueTypes.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The record of an element with content, with its builder, its reader and its writer. */
final class RecordSource {

    private final Structure structure;
    private final ValueTypes values;
    private final Descriptions descriptions;
    private final String name;
    private final String path;
    private final ComplexType type;

    /** In their order: attributes, then elements. */
    private final List<Field> fields = new ArrayList<>();

    private final List<RecordSource> nested = new ArrayList<>();
    private final List<CodeSource> codes = new ArrayList<>();
    private int covered;

    /**
     * Reads a type.
     *
     * @param name the record, with those around it
     * @param path what messages call it
     */
    RecordSource(
            Structure structure,
            ValueTypes values,
            Descriptions descriptions,
            String name,
            String path,
            ComplexType type) {
        this.structure = structure;
        this.values = values;
        this.descriptions = descriptions;
        this.name = name;
        this.path = path;
        this.type = type;
        if (type.hasText()) {
            throw new IllegalArgumentException(path + " has text and attributes of which some are not fixed");
        }
        for (Attribute attribute : type.attributes()) {
            fields.add(field(attribute));
        }
        for (Particle particle : type.particles()) {
            add(particle, true);
        }
        Set<String> used = new HashSet<>();
        fields.forEach(field -> {
            if (!used.add(field.java)) {
                throw new IllegalArgumentException(path + " would have two components " + field.java);
            }
        });
    }

    /** The number of declarations of elements in this type that are read and written, with those of nested types. */
    int covered() {
        return covered + nested.stream().mapToInt(RecordSource::covered).sum();
    }

    /** What becomes of an element or attribute. */
    private static final class Field {
        /** Its name in the XML. */
        String xml;
        /** Its name in Java. */
        String java;
        /** Where it is, for messages. */
        String path;
        /** The class in Java; of each one in a list. */
        String javaType;
        /** What reads its text, or null where it has child elements. */
        String constant;
        /** Its only text, or null. */
        String onlyText;

        boolean attribute;
        boolean list;
        /** Whether it is there in every document. */
        boolean required;

        int min;
        int max;
        /** For an element whose text and attributes are all fixed. */
        ComplexType fixedContent;

        boolean isComponent() {
            return !(isConstant() && required);
        }

        boolean isConstant() {
            return onlyText != null;
        }

        String componentType() {
            if (list) {
                return "List<" + javaType + ">";
            }
            if (isConstant()) {
                return "boolean";
            }
            return required ? javaType.equals("Long") ? "long" : javaType : nullable(javaType);
        }

        /** Tells in Java whether it is there. */
        String present() {
            if (list) {
                return "!" + java + ".isEmpty()";
            }
            return isConstant() ? java : java + " != null";
        }
    }

    private static String nullable(String javaType) {
        int dot = javaType.lastIndexOf('.');
        return javaType.substring(0, dot + 1) + "@Nullable " + javaType.substring(dot + 1);
    }

    private Field field(Attribute attribute) {
        var field = new Field();
        field.xml = attribute.name();
        field.java = Names.component(attribute.name());
        field.path = path + "/@" + attribute.name();
        field.attribute = true;
        field.required = true;
        setValue(field, attribute.type(), attribute.fixed());
        if (!field.isConstant() && structure.simple(attribute.type()).values().isEmpty()) {
            throw new IllegalArgumentException(field.path + " is an attribute without listed values");
        }
        return field;
    }

    private void add(Particle particle, boolean required) {
        if (particle instanceof Group group) {
            boolean inner = required && !group.choice() && group.min() == 1;
            group.particles().forEach(part -> add(part, inner));
        } else if (particle instanceof Element element) {
            fields.add(field(element, required));
        }
    }

    private Field field(Element element, boolean required) {
        var field = new Field();
        field.xml = element.name();
        field.java = Names.component(element.name());
        field.path = path + "/" + element.name();
        field.list = element.isRepeated();
        field.required = required && element.min() > 0;
        field.min = field.required ? element.min() : 0;
        field.max = element.max();
        ComplexType complex = structure.complex(element.type());
        if (complex == null) {
            setValue(field, element.type(), element.fixed());
        } else if (complex.hasText()) {
            setFixedContent(field, complex);
        } else if (element.type().name() != null) {
            field.javaType = element.type().name();
        } else if (name.equals(structure.root().name())) {
            field.javaType = element.name();
        } else {
            field.javaType = name + "." + element.name();
            nested.add(new RecordSource(structure, values, descriptions, field.javaType, field.path, complex));
        }
        covered++;
        return field;
    }

    private void setValue(Field field, Structure.TypeReference simple, String fixed) {
        ValueType value = values.of(simple, fixed, field.path, name);
        field.javaType = value.javaType();
        field.constant = value.constant();
        SimpleType allowed = structure.simple(simple);
        if (value.isFlag()) {
            field.onlyText = fixed.isEmpty() ? allowed.values().get(0) : fixed;
        } else if (simple.name() == null && allowed.isOneOfValues()) {
            codes.add(new CodeSource(ValueTypes.last(field.path), field.path, allowed, descriptions));
        }
    }

    private void setFixedContent(Field field, ComplexType complex) {
        setValue(field, complex.text(), "");
        boolean fixed = complex.attributes().stream()
                .noneMatch(attribute -> attribute.fixed().isEmpty());
        if (!fixed || !field.isConstant()) {
            throw new IllegalArgumentException(field.path + " has text and attributes of which some are not fixed");
        }
        field.fixedContent = complex;
    }

    private List<Field> components() {
        return fields.stream().filter(Field::isComponent).toList();
    }

    private Field of(Element element) {
        return fields.stream()
                .filter(field -> !field.attribute && field.xml.equals(element.name()))
                .findFirst()
                .orElseThrow();
    }

    private String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    // The source.

    void addTo(Lines lines, String sentence) {
        lines.add("/**");
        lines.add("* " + sentence + descriptions.javadoc(path));
        if (!components().isEmpty()) {
            lines.add("*");
        }
        components()
                .forEach(field -> lines.add("* @param " + field.java + " {@code " + (field.attribute ? "@" : "")
                        + field.xml + "}." + descriptions.javadoc(field.path)));
        lines.add("*/");
        String components = components().stream()
                .map(field -> field.componentType() + " " + field.java)
                .collect(Collectors.joining(",\n"));
        lines.add("public record " + simpleName() + "(").add(components).add(") {");
        if (name.equals(structure.root().name())) {
            lines.add("/** The namespace of all elements. */");
            lines.add("public static final String NAMESPACE = \"" + structure.namespace() + "\";");
        }
        addConstructor(lines);
        addBuilding(lines);
        addToString(lines);
        addReading(lines);
        addWriting(lines);
        addBuilder(lines);
        for (CodeSource code : codes) {
            lines.add("");
            code.addTo(lines, "Values of {@code " + code.name() + "}.");
        }
        for (RecordSource inner : nested) {
            lines.add("");
            inner.addTo(lines, "Element {@code " + inner.simpleName() + "}.");
        }
        lines.add("}");
    }

    private void addConstructor(Lines lines) {
        lines.add("""

                /**
                * Checks the components.
                *
                * @throws InvalidFieldException if they are not what the schema demands
                */
                public %s {
                """.formatted(simpleName()));
        for (Field field : components()) {
            String check = check(field);
            if (!check.isEmpty()) {
                lines.add(field.java + " = " + check + ";");
            }
        }
        type.particles().forEach(particle -> addGroupChecks(particle, lines));
        lines.add("}");
    }

    private static String check(Field field) {
        String path = "\"" + field.path + "\"";
        if (field.list) {
            String bounds = ", " + field.min + ", " + field.max + ", " + field.java + ")";
            return "Check.list(" + path + (field.constant == null ? "" : ", " + field.constant) + bounds;
        }
        if (field.isConstant()) {
            return "";
        }
        if (field.constant == null) {
            return field.required ? "Check.given(" + path + ", " + field.java + ")" : "";
        }
        return "Check." + (field.required ? "required(" : "optional(") + path + ", " + field.constant + ", "
                + field.java + ")";
    }

    /** Checks what the elements of a group demand of each other; those that are always there are checked alone. */
    private void addGroupChecks(Particle particle, Lines lines) {
        if (!(particle instanceof Group group)) {
            return;
        }
        if (group.choice()) {
            String alternatives = group.particles().stream()
                    .map(alternative ->
                            alternative.elements().map(Element::name).collect(Collectors.joining(" with ")))
                    .collect(Collectors.joining(", "));
            String count = group.particles().stream()
                    .map(alternative -> "(" + present(alternative) + " ? 1 : 0)")
                    .collect(Collectors.joining(" + "));
            lines.add("Check.choice(\"" + path + "\", " + !group.canBeAbsent() + ", \"" + alternatives + "\", " + count
                    + ");");
            group.particles().stream()
                    .filter(Group.class::isInstance)
                    .map(Group.class::cast)
                    .forEach(alternative -> addChecksIfPresent(alternative, lines));
        } else if (group.min() == 0) {
            addChecksIfPresent(group, lines);
        } else {
            group.particles().forEach(inner -> addGroupChecks(inner, lines));
        }
    }

    private void addChecksIfPresent(Group group, Lines lines) {
        if (group.particles().size() == 1 && group.particles().get(0) instanceof Element) {
            return;
        }
        var checks = new Lines();
        for (Particle inner : group.choice() ? List.of(group) : group.particles()) {
            if (inner instanceof Element element && element.min() > 0) {
                checks.add("Check.needed(\"" + of(element).path + "\", "
                        + of(element).present() + ");");
            } else if (inner instanceof Group) {
                addGroupChecks(inner, checks);
            }
        }
        if (!checks.toString().isEmpty()) {
            lines.add("if (" + present(group) + ") {").add(checks.toString()).add("}");
        }
    }

    private String present(Particle particle) {
        return particle.elements().map(element -> of(element).present()).collect(Collectors.joining(" || "));
    }

    private void addBuilding(Lines lines) {
        lines.add("""

                /** Returns a builder without anything. */
                public static Builder builder() {
                return new Builder();
                }

                /** Returns a builder with all of this. */
                public Builder toBuilder() {
                """);
        lines.add("return new Builder()"
                + components().stream()
                        .map(field -> "." + field.java + "(" + field.java + ")")
                        .collect(Collectors.joining())
                + ";");
        lines.add("}");
    }

    private void addToString(Lines lines) {
        lines.add("""

                /** Returns the names of what is there, without any content. */
                @Override
                public String toString() {
                var names = new Present("%s");
                """.formatted(simpleName()));
        for (Field field : components()) {
            String count = field.list ? field.java + ".size()" : field.required ? "1" : field.present() + " ? 1 : 0";
            lines.add("names.add(\"" + field.xml + "\", " + count + ");");
        }
        lines.add("return names.toString();").add("}");
    }

    private void addReading(Lines lines) {
        lines.add("").add("static " + simpleName() + " read(XmlSource in) {");
        List<Field> attributes =
                fields.stream().filter(field -> field.attribute).toList();
        lines.add("var read = new Builder();");
        lines.add("in.attributes("
                + attributes.stream().map(field -> "\"" + field.xml + "\"").collect(Collectors.joining(", ")) + ");");
        for (Field field : attributes) {
            String value = "in.attribute(\"" + field.xml + "\", " + field.constant + ")";
            lines.add(field.isComponent() ? "read." + field.java + "(" + value + ");" : value + ";");
        }
        List<Field> constants = fields.stream()
                .filter(field -> !field.isComponent() && !field.attribute)
                .toList();
        constants.forEach(field -> lines.add("boolean " + field.java + " = false;"));
        lines.add("int place = -1;");
        lines.add("for (String name = in.child(); name != null; name = in.child()) {");
        lines.add("switch (name) {");
        int place = 0;
        for (Field field : fields) {
            if (!field.attribute) {
                lines.add("case \"" + field.xml + "\" -> {");
                lines.add("place = in.take(place, " + place + ", " + field.max + ");");
                addReading(field, lines);
                lines.add("}");
                place++;
            }
        }
        lines.add("default -> throw in.unexpected();").add("}").add("}");
        for (Field field : constants) {
            lines.add("if (!" + field.java + ") {")
                    .add("throw in.missing(\"" + field.xml + "\");")
                    .add("}");
        }
        lines.add("return in.made(\"" + path + "\", read::build);").add("}");
    }

    private static void addReading(Field field, Lines lines) {
        if (field.fixedContent != null) {
            List<Attribute> attributes = field.fixedContent.attributes();
            lines.add("in.attributes("
                    + attributes.stream()
                            .map(attribute -> "\"" + attribute.name() + "\"")
                            .collect(Collectors.joining(", "))
                    + ");");
            attributes.forEach(attribute -> lines.add("in.attribute(\"" + attribute.name()
                    + "\", ConstantType.text(\"" + attribute.fixed() + "\", Space."
                    + attribute.type().simple().space()
                    + "));"));
            lines.add("in.text(" + field.constant + ");");
        } else if (!field.isComponent()) {
            lines.add("in.value(" + field.constant + ");");
        } else {
            String value = field.constant == null ? field.javaType + ".read(in)" : "in.value(" + field.constant + ")";
            String method = field.list ? "add" + field.xml : field.java;
            lines.add("read." + method + "(" + value + ");");
        }
        if (!field.isComponent()) {
            lines.add(field.java + " = true;");
        }
    }

    private void addWriting(Lines lines) {
        lines.add("").add("void writeContent(XmlSink out) {");
        fields.forEach(field -> addWriting(field, lines));
        lines.add("}");
    }

    private static void addWriting(Field field, Lines lines) {
        if (field.attribute) {
            String value = field.isConstant() ? "\"" + field.onlyText + "\"" : field.java + ".text()";
            lines.add("out.attribute(\"" + field.xml + "\", " + value + ");");
        } else if (field.fixedContent != null) {
            lines.add("out.start(\"" + field.xml + "\");");
            field.fixedContent
                    .attributes()
                    .forEach(attribute ->
                            lines.add("out.attribute(\"" + attribute.name() + "\", \"" + attribute.fixed() + "\");"));
            lines.add("out.text(\"" + field.onlyText + "\");").add("out.end();");
        } else if (field.list) {
            lines.add("for (" + field.javaType + " each : " + field.java + ") {");
            lines.add(written(field, "each")).add("}");
        } else if (field.required) {
            lines.add(written(field, field.java));
        } else {
            lines.add("if (" + field.present() + ") {")
                    .add(written(field, field.java))
                    .add("}");
        }
    }

    private static String written(Field field, String value) {
        if (field.isConstant()) {
            return "out.value(\"" + field.xml + "\", \"" + field.onlyText + "\");";
        }
        return field.constant != null
                ? "out.value(\"" + field.xml + "\", " + value + ");"
                : "out.start(\"" + field.xml + "\");\n" + value + ".writeContent(out);\nout.end();";
    }

    private void addBuilder(Lines lines) {
        lines.add("");
        lines.add("/** Collects the components of {@link " + simpleName() + "}. Not for several threads. */");
        lines.add("public static final class Builder {");
        for (Field field : components()) {
            if (field.list) {
                lines.add("private List<" + field.javaType + "> " + field.java + " = List.of();");
            } else if (field.isConstant()) {
                lines.add("private boolean " + field.java + ";");
            } else {
                lines.add("private " + nullable(field.javaType) + " " + field.java + ";");
            }
        }
        lines.add("").add("private Builder() {").add("}");
        for (Field field : components()) {
            addSetter(field, lines);
        }
        lines.add("""

                /**
                * Makes the record.
                *
                * @throws InvalidFieldException if the components are not what the schema demands
                */
                public %1$s build() {
                return new %1$s(%2$s);
                }
                }
                """.formatted(
                        simpleName(),
                        components().stream()
                                .map(field -> field.componentType().equals("long")
                                        ? "Check.given(\"" + field.path + "\", " + field.java + ")"
                                        : field.java)
                                .collect(Collectors.joining(", "))));
    }

    private void addSetter(Field field, Lines lines) {
        String parameter = field.isConstant()
                ? "boolean"
                : field.required || field.list ? field.componentType() : nullable(field.javaType);
        String meaning = descriptions.javadoc(field.path);
        lines.add("");
        lines.add("/** Sets {@code " + field.xml + "}." + meaning + " */");
        lines.add("public Builder " + field.java + "(" + parameter + " " + field.java + ") {");
        lines.add(
                "this." + field.java + " = " + (field.list ? "new ArrayList<>(" + field.java + ")" : field.java) + ";");
        lines.add("return this;").add("}");
        if (field.list) {
            lines.add("");
            lines.add("/** Adds {@code " + field.xml + "}." + meaning + " */");
            lines.add("public Builder add" + field.xml + "(" + field.javaType + " one) {");
            lines.add("if (" + field.java + ".isEmpty()) {")
                    .add(field.java + " = new ArrayList<>();")
                    .add("}");
            lines.add(field.java + ".add(one);");
            lines.add("return this;").add("}");
        }
    }
}
