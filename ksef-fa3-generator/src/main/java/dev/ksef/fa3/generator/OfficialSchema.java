package dev.ksef.fa3.generator;

import dev.ksef.fa3.generator.SimpleType.Base;
import dev.ksef.fa3.generator.SimpleType.Space;
import dev.ksef.fa3.generator.Structure.Attribute;
import dev.ksef.fa3.generator.Structure.ComplexType;
import dev.ksef.fa3.generator.Structure.Group;
import dev.ksef.fa3.generator.Structure.Particle;
import dev.ksef.fa3.generator.Structure.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads an official schema. What it does not know in a schema is an error: nothing of a schema is left out silently. Imported
 * files are taken by their names from below the folder of the schema.
 */
final class OfficialSchema {

    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private final Path folder;
    private final Map<String, Element> simpleTypes = new HashMap<>();
    private final Map<String, Element> complexTypes = new HashMap<>();
    private final Map<String, SimpleType> usedSimple = new LinkedHashMap<>();
    private final Map<String, ComplexType> usedComplex = new LinkedHashMap<>();
    private final Map<String, String> usedNames = new HashMap<>();
    private final Descriptions descriptions = new Descriptions(new HashMap<>());
    private final Structure structure;

    private OfficialSchema(Path file) throws IOException {
        folder = file.toAbsolutePath().getParent();
        Element schema = index(file);
        Element root = children(schema, "element").stream()
                .reduce((one, other) -> {
                    throw new IllegalArgumentException("The schema has more than one root element");
                })
                .orElseThrow();
        String path = root.getAttribute("name");
        Structure.Element element = element(root, "");
        descriptions.describe(path, description(root));
        structure = new Structure(schema.getAttribute("targetNamespace"), usedSimple, usedComplex, element);
    }

    static OfficialSchema read(Path file) throws IOException {
        return new OfficialSchema(file);
    }

    Structure structure() {
        return structure;
    }

    Descriptions descriptions() {
        return descriptions;
    }

    /** The number of declarations of elements in a schema's own file, counted without regard to what they mean. */
    static int countElements(Path file) throws IOException {
        return parse(file).getElementsByTagNameNS(XSD, "element").getLength();
    }

    private static Document parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (SAXException | ParserConfigurationException unreadable) {
            throw new IOException("The schema " + file + " cannot be read", unreadable);
        }
    }

    private Element index(Path file) throws IOException {
        Element schema = parse(file).getDocumentElement();
        String namespace = schema.getAttribute("targetNamespace");
        for (Element child : children(schema)) {
            String name = "{" + namespace + "}" + child.getAttribute("name");
            switch (child.getLocalName()) {
                case "import", "include" -> index(nearby(child.getAttribute("schemaLocation")));
                case "simpleType" -> simpleTypes.put(name, child);
                case "complexType" -> complexTypes.put(name, child);
                case "element" -> {}
                default -> throw unknown(child);
            }
        }
        return schema;
    }

    private Path nearby(String location) throws IOException {
        String name = location.substring(location.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + name + " below " + folder));
        }
    }

    // Elements and what they contain.

    private Structure.Element element(Element declared, String parent) {
        known(declared, Set.of("name", "type", "minOccurs", "maxOccurs", "fixed"));
        String path = (parent.isEmpty() ? "" : parent + "/") + declared.getAttribute("name");
        descriptions.describe(path, description(declared));
        return new Structure.Element(
                declared.getAttribute("name"),
                occurrences(declared, "minOccurs"),
                occurrences(declared, "maxOccurs"),
                declared.getAttribute("fixed"),
                type(declared, path));
    }

    private TypeReference type(Element declared, String path) {
        if (declared.hasAttribute("type")) {
            return named(declared, declared.getAttribute("type"));
        }
        Element inner = children(declared).stream().findFirst().orElseThrow(() -> unknown(declared));
        return switch (inner.getLocalName()) {
            case "simpleType" -> {
                descriptions.describeValues(path, inner);
                yield TypeReference.of(simple(inner));
            }
            case "complexType" -> complex(inner, path);
            default -> throw unknown(inner);
        };
    }

    private TypeReference named(Element place, String prefixed) {
        String name = resolve(place, prefixed);
        if (name.startsWith("{" + XSD + "}")) {
            return TypeReference.of(builtIn(name.substring(XSD.length() + 2)));
        }
        String local = name.substring(name.indexOf('}') + 1);
        if (!name.equals(usedNames.computeIfAbsent(local, absent -> name))) {
            throw new IllegalArgumentException("Two types that are used are called " + local);
        }
        if (complexTypes.containsKey(name)) {
            if (!usedComplex.containsKey(local)) {
                Element declared = complexTypes.get(name);
                descriptions.describe(local, description(declared));
                usedComplex.put(local, complex(declared, local).complex());
            }
        } else if (!usedSimple.containsKey(local)) {
            Element declared = simpleTypes.get(name);
            descriptions.describe(local, description(declared));
            descriptions.describeValues(local, declared);
            usedSimple.put(local, simple(declared));
        }
        return TypeReference.named(local);
    }

    private TypeReference complex(Element declared, String path) {
        var attributes = new ArrayList<Attribute>();
        var particles = new ArrayList<Particle>();
        TypeReference text = TypeReference.NONE;
        for (Element child : children(declared)) {
            switch (child.getLocalName()) {
                case "sequence" -> particles.addAll(content(child, path));
                case "choice" -> particles.add(group(child, path));
                case "attribute" -> attributes.add(attribute(child, path));
                case "simpleContent", "complexContent" -> {
                    Element extension = only(child, "extension");
                    List<Element> added = children(extension, "attribute");
                    if (added.size() != children(extension).size()) {
                        throw unknown(extension);
                    }
                    TypeReference base = named(extension, extension.getAttribute("base"));
                    if (added.isEmpty()) {
                        return base;
                    }
                    if (child.getLocalName().equals("complexContent")) {
                        throw unknown(child);
                    }
                    added.forEach(attribute -> attributes.add(attribute(attribute, path)));
                    text = base;
                }
                default -> throw unknown(child);
            }
        }
        return TypeReference.of(new ComplexType(attributes, text, particles));
    }

    /** An outermost sequence needs no group of its own, unless it can be left out as a whole with elements that cannot. */
    private List<Particle> content(Element sequence, String path) {
        Group group = group(sequence, path);
        boolean plain = group.min() == 1 || group.particles().stream().allMatch(Particle::canBeAbsent);
        return plain ? group.particles() : List.of(group);
    }

    private Particle particle(Element declared, String path) {
        return switch (declared.getLocalName()) {
            case "element" -> element(declared, path);
            case "sequence", "choice" -> group(declared, path);
            default -> throw unknown(declared);
        };
    }

    private Group group(Element declared, String path) {
        known(declared, Set.of("minOccurs"));
        List<Particle> particles =
                children(declared).stream().map(child -> particle(child, path)).toList();
        return new Group(declared.getLocalName().equals("choice"), occurrences(declared, "minOccurs"), particles);
    }

    private Attribute attribute(Element declared, String path) {
        known(declared, Set.of("name", "type", "use", "fixed"));
        if (!declared.getAttribute("use").equals("required")) {
            throw unknown(declared);
        }
        String name = declared.getAttribute("name");
        descriptions.describe(path + "/@" + name, description(declared));
        return new Attribute(name, declared.getAttribute("fixed"), type(declared, path + "/@" + name));
    }

    private static int occurrences(Element declared, String attribute) {
        String value = declared.getAttribute(attribute);
        return value.isEmpty() ? 1 : Integer.parseInt(value);
    }

    // Texts.

    private SimpleType simple(Element declared) {
        Element inner = children(declared).stream().findFirst().orElseThrow(() -> unknown(declared));
        return switch (inner.getLocalName()) {
            case "restriction" -> restriction(inner);
            case "union" -> union(inner);
            default -> throw unknown(inner);
        };
    }

    /** Of texts that differ in their patterns alone. */
    private SimpleType union(Element union) {
        var patterns = new ArrayList<String>();
        for (Element member : children(union)) {
            SimpleType type = simple(member);
            if (!type.equals(SimpleType.of(Base.TEXT, Space.PRESERVE)
                    .withPattern(type.patterns().get(0)))) {
                throw unknown(member);
            }
            patterns.add("(" + type.patterns().get(0) + ")");
        }
        return SimpleType.of(Base.TEXT, Space.PRESERVE).withPattern(String.join("|", patterns));
    }

    private SimpleType restriction(Element restriction) {
        String base = resolve(restriction, restriction.getAttribute("base"));
        SimpleType type = base.startsWith("{" + XSD + "}")
                ? builtIn(base.substring(XSD.length() + 2))
                : simple(simpleTypes.get(base));
        var patterns = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (Element facet : children(restriction)) {
            String value = facet.getAttribute("value");
            switch (facet.getLocalName()) {
                case "pattern" -> patterns.add(value);
                case "enumeration" -> values.add(value);
                case "minLength" -> type = type.withLength(Integer.parseInt(value), type.maxLength());
                case "maxLength" -> type = type.withLength(type.minLength(), Integer.parseInt(value));
                case "totalDigits" -> type = type.withDigits(Integer.parseInt(value), type.fractionDigits());
                case "fractionDigits" -> type = type.withDigits(type.totalDigits(), Integer.parseInt(value));
                case "whiteSpace" -> type = type.withSpace(Space.valueOf(value.toUpperCase(Locale.ROOT)));
                case "minInclusive" -> type = type.withRange(value, type.max());
                case "maxInclusive" -> type = type.withRange(type.min(), value);
                case "minExclusive" -> {
                    if (type.base() != Base.INTEGER) {
                        throw unknown(facet);
                    }
                    type = type.withRange(String.valueOf(Long.parseLong(value) + 1), type.max());
                }
                default -> throw unknown(facet);
            }
        }
        // Of the patterns of one step one has to match, of the steps all. Those of a date say that it has no time zone.
        if (!patterns.isEmpty() && type.base() != Base.DATE) {
            type = type.withPattern(String.join("|", patterns));
        } else if (!patterns.isEmpty() && !patterns.equals(List.of("((\\d{4})-(\\d{2})-(\\d{2}))"))) {
            throw unknown(restriction);
        }
        // Where the values are listed, the base says nothing more about them.
        return values.isEmpty()
                ? type
                : SimpleType.of(type.base(), type.space()).withValues(values);
    }

    private static SimpleType builtIn(String name) {
        return switch (name) {
            case "string" -> SimpleType.of(Base.TEXT, Space.PRESERVE);
            case "normalizedString" -> SimpleType.of(Base.TEXT, Space.REPLACE);
            case "token" -> SimpleType.of(Base.TEXT, Space.COLLAPSE);
            case "decimal" -> SimpleType.of(Base.DECIMAL, Space.COLLAPSE);
            // Bytes occur with listed values alone.
            case "integer", "byte" -> SimpleType.of(Base.INTEGER, Space.COLLAPSE);
            case "nonNegativeInteger" ->
                SimpleType.of(Base.INTEGER, Space.COLLAPSE).withRange("0", "");
            case "date" -> SimpleType.of(Base.DATE, Space.COLLAPSE);
            case "dateTime" -> SimpleType.of(Base.DATE_TIME, Space.COLLAPSE);
            default -> throw new IllegalArgumentException("The schema uses xsd:" + name + ", which is not known here");
        };
    }

    // The schema as XML.

    private static String resolve(Element place, String prefixed) {
        int colon = prefixed.indexOf(':');
        String namespace = place.lookupNamespaceURI(colon < 0 ? null : prefixed.substring(0, colon));
        return "{" + namespace + "}" + prefixed.substring(colon + 1);
    }

    private static void known(Element element, Set<String> attributes) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (!attributes.contains(element.getAttributes().item(i).getNodeName())) {
                throw unknown(element);
            }
        }
    }

    private static IllegalArgumentException unknown(Element element) {
        return new IllegalArgumentException("The schema has a " + element.getNodeName() + " "
                + element.getAttribute("name") + " of a kind that is not known here");
    }

    static String description(Element declared) {
        return children(declared, "annotation").stream()
                .flatMap(annotation -> children(annotation, "documentation").stream())
                .map(text -> text.getTextContent().strip().replaceAll("\\s+", " "))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static Element only(Element parent, String name) {
        List<Element> found = children(parent, name);
        if (found.size() != 1 || children(parent).size() != 1) {
            throw unknown(parent);
        }
        return found.get(0);
    }

    static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** All but annotations. */
    private static List<Element> children(Element parent) {
        var found = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && !element.getLocalName().equals("annotation")) {
                found.add(element);
            }
        }
        return found;
    }
}
