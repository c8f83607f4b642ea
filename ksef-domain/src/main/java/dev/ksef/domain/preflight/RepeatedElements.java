package dev.ksef.domain.preflight;

import dev.ksef.model.internal.ByteRuns;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The elements that a schema lets occur very often, as a tree of element names. The JDK makes a state for each time, which
 * takes minutes and gigabytes: here such counts are taken out of the schema and counted by hand.
 */
final class RepeatedElements {

    /** From here on the JDK's way becomes a burden; smaller counts stay in the schema. */
    private static final int LARGE = 1_000;

    /** Enough for the names of a structure to seldom meet. */
    private static final int COUNTERS = 1_024;

    private final Map<String, RepeatedElements> children = new HashMap<>();
    private int max = Integer.MAX_VALUE;

    private RepeatedElements() {}

    /**
     * Makes large counts unbounded in a schema and remembers them. A count is left alone where its element has no fixed
     * place, since it stands in a type or group of its own.
     */
    static RepeatedElements takenOutOf(Element schema) {
        var root = new RepeatedElements();
        root.collect(schema, root);
        return root;
    }

    /** What is counted below an element; null for nothing. */
    @Nullable
    RepeatedElements child(String name) {
        return children.get(name);
    }

    /** How often it may occur in its parent. */
    int max() {
        return max;
    }

    /** Tells whether an invoice has so many elements of one name that one of the counts can be exceeded. */
    static boolean mayBeTooMany(byte[] invoice) {
        // Names that share a counter, comments and the like count together: then the invoice is only counted once more,
        // by name.
        int[] counts = new int[COUNTERS];
        int last = invoice.length - 1;
        for (int tag = tag(invoice, 0, last); tag < last; tag = tag(invoice, tag + 1, last)) {
            if (invoice[tag + 1] != '/' && ++counts[counter(invoice, tag + 1)] >= LARGE) {
                return true;
            }
        }
        return false;
    }

    /** The counter of the name that begins somewhere, whatever its prefix. */
    private static int counter(byte[] invoice, int from) {
        int hash = 0;
        for (int at = from; at < invoice.length && isInName(invoice[at]); at++) {
            hash = invoice[at] == ':' ? 0 : 31 * hash + invoice[at];
        }
        return Math.floorMod(hash, COUNTERS);
    }

    private static boolean isInName(byte character) {
        return character < 0 || character > ' ' && character != '/' && character != '>';
    }

    private static int tag(byte[] invoice, int from, int to) {
        return ByteRuns.indexOf('<', invoice, from, to);
    }

    private void collect(Node parent, RepeatedElements above) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && isSchema(element) && !hasNoPlace(element, parent)) {
                collect(element, isNamedElement(element) ? counted(element, above) : above);
            }
        }
    }

    private static RepeatedElements counted(Element element, RepeatedElements above) {
        RepeatedElements here =
                above.children.computeIfAbsent(element.getAttribute("name"), absent -> new RepeatedElements());
        String most = element.getAttribute("maxOccurs");
        if (most.matches("\\d{4,9}") && Integer.parseInt(most) >= LARGE) {
            here.max = Integer.parseInt(most);
            element.setAttribute("maxOccurs", "unbounded");
        }
        return here;
    }

    /** Global types and groups are used in many places. */
    private static boolean hasNoPlace(Element element, Node parent) {
        return "schema".equals(parent.getLocalName()) && !"element".equals(element.getLocalName());
    }

    private static boolean isNamedElement(Element element) {
        return "element".equals(element.getLocalName()) && element.hasAttribute("name");
    }

    private static boolean isSchema(Element element) {
        return XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(element.getNamespaceURI());
    }
}
