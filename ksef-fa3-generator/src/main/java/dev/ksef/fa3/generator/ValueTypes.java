package dev.ksef.fa3.generator;

import dev.ksef.fa3.generator.SimpleType.Base;
import dev.ksef.fa3.generator.Structure.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The constants that check and read texts, one for each type of the schema that is used. */
final class ValueTypes {

    static final String CLASS = "Types";

    /** The one kind of pattern that decimal numbers have: digits before the point, and after it. */
    private static final Pattern DIGITS = Pattern.compile(Pattern.quote("-?([1-9]\\d{0,") + "(\\d+)"
            + Pattern.quote("}|0)(\\.\\d{1,") + "(\\d+)" + Pattern.quote("})?"));

    private final Structure structure;
    private final Map<String, String> declarations = new LinkedHashMap<>();

    ValueTypes(Structure structure) {
        this.structure = structure;
    }

    /** A text in Java: its class, and the constant that reads it. */
    record ValueType(String javaType, String constant) {

        boolean isFlag() {
            return javaType.equals("Boolean");
        }

        /** The type of a component that is always there. */
        String required() {
            return javaType.equals("Long") ? "long" : javaType;
        }
    }

    /**
     * Returns what an element or attribute is in Java.
     *
     * @param path where it is, which names a type without name
     * @param owner the record that an enum without name is nested in
     */
    ValueType of(TypeReference type, String fixed, String path, String owner) {
        SimpleType simple = structure.simple(type);
        String name = type.name() == null ? path.replaceAll("[^A-Za-z0-9]", "_") : type.name();
        if (!fixed.isEmpty()) {
            return declare("Boolean", name + "_fixed", "ConstantType", constant("fixed", fixed, simple));
        }
        if (simple.values().size() == 1) {
            String kind = simple.base() == Base.INTEGER ? "number" : "text";
            return declare(
                    "Boolean",
                    name,
                    "ConstantType",
                    constant(kind, simple.values().get(0), simple));
        }
        if (simple.isOneOfValues()) {
            String code = type.name() == null ? owner + "." + last(path) : type.name();
            // A constant may be called like the enum.
            String qualified = (type.name() == null ? Sources.RECORDS : Sources.CODES) + "." + code;
            String made = simple.base() == Base.INTEGER
                    ? "CodeType.numbers(" + qualified + ".values())"
                    : "CodeType.texts(" + qualified + ".values(), Space." + simple.space() + ")";
            return declare(code, name, "CodeType<" + qualified + ">", made);
        }
        return switch (simple.base()) {
            case TEXT -> declare("String", name, "TextType", text(simple));
            case DECIMAL -> declare("BigDecimal", name, "DecimalType", decimal(name, simple));
            case INTEGER -> integer(name, simple);
            case DATE -> declare("LocalDate", name, "DateType", range("DateType", name, simple));
            case DATE_TIME -> declare("DateTime", name, "DateTimeType", range("DateTimeType", name, simple));
        };
    }

    private ValueType declare(String javaType, String name, String type, String made) {
        String declaration = "static final " + type + " " + name + " = " + made + ";";
        String earlier = declarations.putIfAbsent(name, declaration);
        if (earlier != null && !earlier.equals(declaration)) {
            throw new IllegalArgumentException("Two types would be called " + name);
        }
        return new ValueType(javaType, CLASS + "." + name);
    }

    private static String constant(String kind, String value, SimpleType type) {
        return "ConstantType." + kind + "(\"" + value + "\", Space." + type.space() + ")";
    }

    private static String text(SimpleType type) {
        if (type.patterns().size() > 1) {
            throw new IllegalArgumentException("A text with more than one pattern: " + type);
        }
        String pattern = type.patterns().isEmpty() ? "" : type.patterns().get(0);
        return "new TextType(Space." + type.space() + ", " + type.minLength() + ", " + type.maxLength() + ", \""
                + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }

    /** How many digits there may be before the point must follow from a pattern or a range: the schema counts all digits. */
    private static String decimal(String name, SimpleType type) {
        int integer = type.totalDigits() - type.fractionDigits();
        Matcher digits = DIGITS.matcher(String.join("", type.patterns()));
        if (digits.matches()) {
            int before = Integer.parseInt(digits.group(1)) + 1;
            int after = Integer.parseInt(digits.group(2));
            if (before <= integer
                    && after <= type.fractionDigits()
                    && type.min().isEmpty()
                    && type.max().isEmpty()) {
                return "DecimalType.plain(" + before + ", " + after + ")";
            }
        } else if (type.patterns().isEmpty()
                && type.min().equals("0")
                && type.max().length() == integer) {
            return "DecimalType.between(\"" + type.min() + "\", \"" + type.max() + "\", " + integer + ", "
                    + type.fractionDigits() + ")";
        }
        throw new IllegalArgumentException(
                "The type " + name + " restricts decimals in a way that is not known here: " + type);
    }

    private ValueType integer(String name, SimpleType type) {
        if (type.equals(SimpleType.of(Base.INTEGER, type.space()))) {
            return declare("BigInteger", name, "AnyIntegerType", "new AnyIntegerType()");
        }
        if (type.min().isEmpty()
                || !type.max().isEmpty()
                || type.totalDigits() == 0
                || !type.patterns().isEmpty()) {
            throw new IllegalArgumentException(
                    "The type " + name + " restricts integers in a way that is not known here: " + type);
        }
        String max = "9".repeat(type.totalDigits());
        return declare("Long", name, "IntegerType", "new IntegerType(" + type.min() + "L, " + max + "L)");
    }

    private static String range(String javaType, String name, SimpleType type) {
        if (type.min().isEmpty() || type.max().isEmpty() || !type.patterns().isEmpty()) {
            throw new IllegalArgumentException(
                    "The type " + name + " restricts times in a way that is not known here: " + type);
        }
        return "new " + javaType + "(\"" + type.min() + "\", \"" + type.max() + "\")";
    }

    static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('@')) + 1);
    }

    Lines source() {
        var lines = new Lines()
                .add("/** The types of texts. */")
                .add("final class " + CLASS + " {")
                .add("");
        List.copyOf(declarations.values()).forEach(lines::add);
        return lines.add("").add("private " + CLASS + "() {").add("}").add("}");
    }
}
