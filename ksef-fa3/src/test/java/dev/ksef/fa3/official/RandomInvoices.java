package dev.ksef.fa3.official;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Makes documents that obey the official schema, by walking it; knows nothing of the generated types. White space and numbers
 * are such that nothing of what {@code FakturaXml} says is lost would be lost.
 */
public final class RandomInvoices {

    private static final String XSD = "http://www.w3.org/2001/XMLSchema";
    private static final List<String> CHARACTERS =
            List.of("a", "Z", "5", "ż", "Ł", "€", "😀", "&", "<", ">", "\"", "'", "]]>", ".", "-");

    private final Document schema;
    private final Map<String, Element> types = new HashMap<>();
    private final Set<Element> used = new HashSet<>();
    private Random random = new Random(0);
    private double generosity;

    public RandomInvoices(Path schemaFile) {
        schema = parse(schemaFile);
        try (Stream<Path> files = Files.walk(schemaFile.getParent())) {
            files.filter(file -> file.startsWith(schemaFile.resolveSibling("bazowe")) && Files.isRegularFile(file))
                    .forEach(file -> index(parse(file)));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        index(schema);
    }

    /** All declarations of elements of the schema. */
    public Set<Element> declared() {
        var found = new HashSet<Element>();
        var nodes = schema.getElementsByTagNameNS(XSD, "element");
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /** The declarations of elements that occurred in the documents so far. */
    public Set<Element> used() {
        return Set.copyOf(used);
    }

    /** Makes a document: the same one for the same seed. */
    public byte[] make(long seed) {
        random = new Random(seed);
        generosity = random.nextDouble();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Element root = children(schema.getDocumentElement(), "element").get(0);
        element(root, xml);
        String namespace = schema.getDocumentElement().getAttribute("targetNamespace");
        return xml.toString()
                .replaceFirst("<Faktura>", "<Faktura xmlns=\"" + namespace + "\">")
                .getBytes(StandardCharsets.UTF_8);
    }

    // Content.

    private void particle(Element particle, StringBuilder xml) {
        int min = number(particle, "minOccurs");
        int max = Math.min(number(particle, "maxOccurs"), min + 2);
        int times = random.nextDouble() < generosity ? Math.min(max, Math.max(1, min + random.nextInt(3))) : min;
        for (int i = 0; i < times; i++) {
            switch (particle.getLocalName()) {
                case "element" -> element(particle, xml);
                case "sequence" -> children(particle).forEach(inner -> particle(inner, xml));
                case "choice" -> {
                    List<Element> alternatives = children(particle);
                    particle(alternatives.get(random.nextInt(alternatives.size())), xml);
                }
                default -> throw new IllegalStateException(particle.getLocalName());
            }
        }
    }

    private void element(Element declared, StringBuilder xml) {
        used.add(declared);
        String name = declared.getAttribute("name");
        var attributes = new StringBuilder();
        var content = new StringBuilder();
        content(declared, attributes, content);
        xml.append('<')
                .append(name)
                .append(attributes)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append('>');
    }

    private void content(Element declared, StringBuilder attributes, StringBuilder content) {
        if (declared.hasAttribute("fixed")) {
            content.append(escaped(declared.getAttribute("fixed")));
            return;
        }
        Element type = typeOf(declared);
        if (type.getLocalName().equals("complexType")) {
            complex(type, attributes, content);
        } else {
            content.append(escaped(text(type)));
        }
    }

    private Element typeOf(Element declared) {
        if (!declared.getAttribute("type").isEmpty()) {
            return named(declared, declared.getAttribute("type"));
        }
        return children(declared).get(0);
    }

    private void complex(Element type, StringBuilder attributes, StringBuilder content) {
        for (Element child : children(type)) {
            switch (child.getLocalName()) {
                case "sequence", "choice" -> particle(child, content);
                case "attribute" -> attribute(child, attributes);
                case "simpleContent", "complexContent" -> {
                    Element extension = children(child).get(0);
                    Element base = named(extension, extension.getAttribute("base"));
                    if (base.getLocalName().equals("complexType")) {
                        complex(base, attributes, content);
                    } else {
                        content.append(escaped(text(base)));
                    }
                    children(extension).forEach(added -> attribute(added, attributes));
                }
                default -> throw new IllegalStateException(child.getLocalName());
            }
        }
    }

    private void attribute(Element declared, StringBuilder attributes) {
        String value = declared.hasAttribute("fixed") ? declared.getAttribute("fixed") : text(typeOf(declared));
        attributes
                .append(' ')
                .append(declared.getAttribute("name"))
                .append("=\"")
                .append(value)
                .append('"');
    }

    // Texts.

    private String text(Element type) {
        var facets = new Facets();
        facets.collect(type);
        while (true) {
            String text = candidate(facets);
            boolean fits = text.length() >= facets.minLength && text.length() <= facets.maxLength;
            if (fits) {
                return text;
            }
        }
    }

    private String candidate(Facets facets) {
        if (!facets.values.isEmpty()) {
            return facets.values.get(random.nextInt(facets.values.size()));
        }
        if (facets.base.equals("date")) {
            LocalDate min = LocalDate.parse(facets.min);
            return min.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(min, LocalDate.parse(facets.max)) + 1))
                    .toString();
        }
        if (facets.base.equals("dateTime")) {
            return dateTime(Instant.parse(facets.min), Instant.parse(facets.max));
        }
        if (!facets.pattern.isEmpty()) {
            String text = RandomText.matching(facets.pattern, random);
            // A zero with a sign would lose it.
            return facets.base.equals("decimal") && new BigDecimal(text).signum() == 0 ? text.replace("-", "") : text;
        }
        return switch (facets.base) {
            case "decimal" ->
                new BigDecimal(random.nextInt(100_000_001))
                        .movePointLeft(6)
                        .setScale(random.nextInt(7), RoundingMode.DOWN)
                        .toPlainString();
            case "integer" -> String.valueOf(random.nextInt(100) - 50);
            case "nonNegativeInteger" -> String.valueOf(1 + random.nextInt(9) * random.nextInt(10_000_000));
            default -> characters(facets);
        };
    }

    private String dateTime(Instant min, Instant max) {
        long seconds = ChronoUnit.DAYS.getDuration().toSeconds();
        long span = max.getEpochSecond() - min.getEpochSecond() - 2 * seconds;
        Instant moment = min.plusSeconds(seconds + (long) (random.nextDouble() * span));
        String local = moment.toString().replace("Z", "");
        String decimals = List.of("", ".5", ".120", ".123456789012").get(random.nextInt(4));
        return local + decimals + List.of("", "Z", "+02:00", "-14:00", "+00:00").get(random.nextInt(5));
    }

    private String characters(Facets facets) {
        boolean preserve = facets.base.equals("string");
        int longest = random.nextInt(20) == 0 ? facets.maxLength : Math.min(facets.maxLength, facets.minLength + 12);
        int length = facets.minLength + random.nextInt(longest - facets.minLength + 1);
        var text = new StringBuilder();
        while (text.length() < length) {
            boolean inside = text.length() > 0 && text.charAt(text.length() - 1) != ' ' && text.length() < length - 4;
            if (inside && random.nextInt(6) == 0) {
                text.append(' ');
            } else if (preserve && facets.space.equals("preserve") && random.nextInt(8) == 0) {
                text.append(List.of("\n", "\t", "\r", " ").get(random.nextInt(4)));
            } else {
                text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
            }
        }
        return text.length() > facets.maxLength ? "x".repeat(length) : text.toString();
    }

    /** The restrictions of a type and of what it restricts; what is nearer wins. */
    private final class Facets {
        private String base = "";
        private String pattern = "";
        private String min = "";
        private String max = "";
        private String space = "";
        private int minLength = -1;
        private int maxLength = -1;
        private final List<String> values = new ArrayList<>();

        void collect(Element simpleType) {
            Element restriction = children(simpleType).get(0);
            if (restriction.getLocalName().equals("union")) {
                List<Element> members = children(restriction);
                collect(members.get(random.nextInt(members.size())));
                return;
            }
            boolean listed = !values.isEmpty();
            for (Element facet : children(restriction)) {
                String value = facet.getAttribute("value");
                switch (facet.getLocalName()) {
                    case "enumeration" -> {
                        if (!listed) {
                            values.add(value);
                        }
                    }
                    case "pattern" -> pattern = pattern.isEmpty() ? value : pattern;
                    case "minInclusive" -> min = min.isEmpty() ? value : min;
                    case "maxInclusive" -> max = max.isEmpty() ? value : max;
                    case "minLength" -> minLength = minLength < 0 ? Integer.parseInt(value) : minLength;
                    case "maxLength" -> maxLength = maxLength < 0 ? Integer.parseInt(value) : maxLength;
                    case "whiteSpace" -> space = space.isEmpty() ? value : space;
                    case "totalDigits", "fractionDigits", "minExclusive" -> {}
                    default -> throw new IllegalStateException(facet.getLocalName());
                }
            }
            String name = restriction.getAttribute("base");
            if (resolve(restriction, name).startsWith("{" + XSD + "}")) {
                end(name.substring(name.indexOf(':') + 1));
            } else {
                collect(named(restriction, name));
            }
        }

        private void end(String builtIn) {
            base = builtIn;
            space = space.isEmpty() ? "preserve" : space;
            minLength = Math.max(minLength, 0);
            maxLength = maxLength < 0 ? Integer.MAX_VALUE : maxLength;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }

    // The schema.

    private void index(Document document) {
        Element root = document.getDocumentElement();
        for (Element child : children(root)) {
            if (child.getLocalName().endsWith("Type")) {
                types.put("{" + root.getAttribute("targetNamespace") + "}" + child.getAttribute("name"), child);
            }
        }
    }

    private Element named(Element place, String prefixed) {
        Element type = types.get(resolve(place, prefixed));
        if (type != null) {
            return type;
        }
        // A type of XML Schema itself, which is used without restrictions.
        Element simple = schema.createElementNS(XSD, "xsd:simpleType");
        Element restriction = schema.createElementNS(XSD, "xsd:restriction");
        restriction.setAttribute("base", prefixed);
        restriction.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xsd", XSD);
        simple.appendChild(restriction);
        return simple;
    }

    private static String resolve(Element place, String prefixed) {
        int colon = prefixed.indexOf(':');
        return "{" + place.lookupNamespaceURI(prefixed.substring(0, colon)) + "}" + prefixed.substring(colon + 1);
    }

    private static int number(Element particle, String attribute) {
        String value = particle.getAttribute(attribute);
        return value.isEmpty() ? 1 : Integer.parseInt(value);
    }

    private static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    private static List<Element> children(Element parent) {
        var found = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && !element.getLocalName().equals("annotation")) {
                found.add(element);
            }
        }
        return found;
    }

    private static Document parse(Path file) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
