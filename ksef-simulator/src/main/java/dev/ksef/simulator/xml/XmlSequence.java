package dev.ksef.simulator.xml;

import dev.ksef.simulator.identifier.LoginContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Takes the children of an element in the order of its schema. Every deviation is refused with 21401. */
public final class XmlSequence {

    private final Element parent;
    private final String namespace;
    private final List<Element> children;
    private int position;

    public XmlSequence(Element parent, String namespace) {
        requirePlain(parent);
        this.parent = parent;
        this.namespace = namespace;
        // The signature of an enveloped document is none of the schema's business.
        this.children = XmlElements.children(parent).stream()
                .filter(child -> !XmlElements.named(child, XMLSignature.XMLNS, "Signature"))
                .toList();
        if (textBetween(parent)) {
            throw XmlRefusals.schema(parent.getLocalName());
        }
    }

    public boolean has(String name) {
        return position < children.size() && XmlElements.named(children.get(position), namespace, name);
    }

    public Element next(String name) {
        if (!has(name)) {
            throw XmlRefusals.schema(parent.getLocalName() + "/" + name);
        }
        return children.get(position++);
    }

    public String token(String name, Pattern shape) {
        String value = text(next(name)).strip();
        if (!shape.matcher(value).matches()) {
            throw XmlRefusals.schema(name);
        }
        return value;
    }

    public List<String> tokens(String name, Pattern shape, int most) {
        List<String> values = new ArrayList<>();
        while (has(name)) {
            values.add(token(name, shape));
        }
        if (values.size() > most) {
            throw XmlRefusals.schema(name);
        }
        return values;
    }

    /** The next child as a context, whose type is the name of the element. */
    public LoginContext any() {
        if (position == children.size()
                || !namespace.equals(children.get(position).getNamespaceURI())) {
            throw XmlRefusals.schema(parent.getLocalName());
        }
        Element child = children.get(position++);
        return new LoginContext(String.valueOf(child.getLocalName()), text(child));
    }

    public void requireEnd() {
        if (position < children.size()) {
            throw XmlRefusals.schema(
                    parent.getLocalName() + "/" + children.get(position).getLocalName());
        }
    }

    private static String text(Element element) {
        requirePlain(element);
        if (!XmlElements.children(element).isEmpty()) {
            throw XmlRefusals.schema(element.getLocalName());
        }
        return element.getTextContent();
    }

    private static boolean textBetween(Element parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            boolean text = node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE;
            if (text && !node.getNodeValue().isBlank()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses attributes, since the schema has none. Declarations of namespaces and hints for validators are allowed.
     */
    private static void requirePlain(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String namespace = attributes.item(i).getNamespaceURI();
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(namespace)
                    && !XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)) {
                throw XmlRefusals.schema(element.getLocalName());
            }
        }
    }
}
