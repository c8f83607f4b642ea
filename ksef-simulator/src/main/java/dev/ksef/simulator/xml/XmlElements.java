package dev.ksef.simulator.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Finds elements of a document. */
public final class XmlElements {

    private XmlElements() {}

    public static boolean named(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    public static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    public static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> named(child, namespace, name))
                .toList();
    }

    /** The child with this name; nothing if there is none, or several. */
    public static Optional<Element> only(Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The element and all elements below it, in the order of the document. */
    public static List<Element> tree(Element root) {
        List<Element> found = new ArrayList<>();
        found.add(root);
        NodeList below = root.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < below.getLength(); i++) {
            found.add((Element) below.item(i));
        }
        return found;
    }
}
