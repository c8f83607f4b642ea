package dev.ksef.pdf.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The outline of the schema of FA(3) that the types of invoices are generated from: which elements there are, and their types. */
final class Outline {

    /**
     * An element, an attribute (with {@code @}), or a group of elements ({@code choice}, {@code sequence}).
     *
     * @param type the name of its type, or what stands instead of one, such as {@code INTEGER values=1|2}
     */
    record Part(String name, int least, int most, String type, List<Part> inner) {}

    /**
     * A value of a document.
     *
     * @param path such as {@code Faktura/Fa/P_2}
     */
    record Value(String path, String type, String text) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private static final Pattern LINE =
            Pattern.compile("( *)([^ ]+)(?: \\[(\\d+)\\.\\.(\\d+)])?(?: (?:= |: )([^ ]+.*?))?");

    private final Map<String, String> simple = new HashMap<>();
    private final Map<String, Part> types = new HashMap<>();
    private final Part root;

    private Outline(List<String> lines) {
        Deque<Part> open = new ArrayDeque<>();
        Deque<Integer> depths = new ArrayDeque<>();
        Part top = null;
        for (String line : lines) {
            if (line.startsWith("simple ")) {
                simple.put(line.substring(7, line.indexOf(" = ")), line.substring(line.indexOf(" = ") + 3));
                continue;
            }
            boolean isType = line.startsWith("type ");
            Matcher shape = LINE.matcher(isType ? line.substring(5) : line);
            if (line.startsWith("namespace ") || !shape.matches()) {
                continue;
            }
            int depth = shape.group(1).length();
            while (!depths.isEmpty() && depths.peek() >= depth) {
                depths.pop();
                open.pop();
            }
            var part = new Part(
                    shape.group(2),
                    shape.group(3) == null ? 1 : Integer.parseInt(shape.group(3)),
                    shape.group(4) == null ? 1 : Integer.parseInt(shape.group(4)),
                    shape.group(5) == null ? "" : shape.group(5),
                    new ArrayList<>());
            if (isType) {
                types.put(part.name(), part);
            } else if (depth == 0) {
                top = part;
            } else {
                open.element().inner().add(part);
            }
            depths.push(depth);
            open.push(part);
        }
        root = Objects.requireNonNull(top);
    }

    static Outline read() {
        try {
            return new Outline(Files.readAllLines(Path.of("../ksef-fa3/src/main/outline/fa3.txt")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Part root() {
        return root;
    }

    /** What stands in an element: its own parts, or those of its type. */
    List<Part> inner(Part part) {
        Part type = types.get(part.type());
        return type == null ? part.inner() : type.inner();
    }

    /** What a type allows, such as {@code TEXT COLLAPSE minLength=1 maxLength=256}. */
    String facets(String type) {
        return simple.getOrDefault(type, type);
    }

    /** All values of a document, attributes included, without the white space that the schema says is no part of them. */
    List<Value> values(byte[] document) {
        try {
            var values = new ArrayList<Value>();
            Element element = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
            collect(element, root, "Faktura", values);
            return values;
        } catch (IOException | SAXException | ParserConfigurationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The paths of all values that a document can have. */
    Set<String> paths() {
        var paths = new TreeSet<String>();
        addPaths(root, "Faktura", paths);
        return paths;
    }

    private void addPaths(Part part, String path, Set<String> paths) {
        List<Part> inner = inner(part);
        boolean isText = inner.stream().anyMatch(one -> one.name().equals("text"));
        if (inner.isEmpty() || isText) {
            paths.add(path);
        }
        for (Part one : inner) {
            boolean isGroup = one.name().equals("choice") || one.name().equals("sequence");
            if (isGroup) {
                addPaths(one, path, paths);
            } else if (!one.name().equals("text")) {
                addPaths(one, path + "/" + one.name(), paths);
            }
        }
    }

    private void collect(Element element, Part part, String path, List<Value> values) {
        List<Part> inner = inner(part);
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")
                    && !attribute.getNodeName().contains(":")) {
                values.add(new Value(path + "/@" + attribute.getNodeName(), "", attribute.getNodeValue()));
            }
        }
        boolean isLeaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one) {
                isLeaf = false;
                collect(one, find(inner, one.getLocalName()), path + "/" + one.getLocalName(), values);
            }
        }
        if (isLeaf) {
            String text = element.getTextContent();
            boolean keepsSpace = facets(part.type()).contains("PRESERVE");
            values.add(new Value(
                    path, part.type(), keepsSpace ? text : text.strip().replaceAll("\\s+", " ")));
        }
    }

    private Part find(List<Part> parts, String name) {
        for (Part part : parts) {
            if (part.name().equals(name)) {
                return part;
            }
            if (part.name().equals("choice") || part.name().equals("sequence")) {
                Part found = find(part.inner(), name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
