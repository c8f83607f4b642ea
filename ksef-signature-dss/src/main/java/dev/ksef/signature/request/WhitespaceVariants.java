package dev.ksef.signature.request;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Copies of a signed document without white space that formatting may have added: between elements, around texts, and
 * carriage returns at the ends of lines.
 */
final class WhitespaceVariants {

    private WhitespaceVariants() {}

    /** Returns the signature as it stands in each of the copies. */
    static List<Element> of(Element signature) {
        return Stream.<WhitespaceRemoval>of(
                        WhitespaceVariants::removeReturns,
                        WhitespaceVariants::removeBlanks,
                        root -> {
                            removeReturns(root);
                            removeBlanks(root);
                        },
                        root -> {
                            removeReturns(root);
                            removeBlanks(root);
                            stripTexts(root);
                        })
                .map(removal -> copy(signature, removal))
                .toList();
    }

    private interface WhitespaceRemoval {
        void from(Element root);
    }

    private static Element copy(Element signature, WhitespaceRemoval removal) {
        var copy = (Document) signature.getOwnerDocument().cloneNode(true);
        removal.from(copy.getDocumentElement());
        return (Element)
                copy.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
    }

    private static void removeReturns(Element element) {
        for (Node child : nodes(element)) {
            if (child instanceof Text text) {
                text.setData(text.getData().replace("\r", ""));
            } else if (child instanceof Element inside) {
                removeReturns(inside);
            }
        }
    }

    private static void removeBlanks(Element element) {
        boolean holdsElements = nodes(element).stream().anyMatch(Element.class::isInstance);
        for (Node child : nodes(element)) {
            if (child instanceof Element inside) {
                removeBlanks(inside);
            } else if (holdsElements
                    && child instanceof Text text
                    && text.getData().isBlank()) {
                element.removeChild(text);
            }
        }
    }

    private static void stripTexts(Element element) {
        for (Node child : nodes(element)) {
            if (child instanceof Element inside) {
                stripTexts(inside);
            } else if (child instanceof Text text) {
                text.setData(text.getData().strip());
            }
        }
    }

    private static List<Node> nodes(Element parent) {
        var children = parent.getChildNodes();
        return IntStream.range(0, children.getLength()).mapToObj(children::item).toList();
    }
}
