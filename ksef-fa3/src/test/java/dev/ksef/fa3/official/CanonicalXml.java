package dev.ksef.fa3.official;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Documents in Exclusive XML Canonicalization, without comments, by Apache Santuario. */
public final class CanonicalXml {

    static {
        Init.init();
    }

    private CanonicalXml() {}

    /** Canonicalises a document. */
    public static String of(byte[] document) {
        return canonical(parse(document));
    }

    /** Canonicalises a document without the white space between its elements. */
    public static String withoutSpaceBetweenElements(byte[] document) {
        Element root = parse(document);
        strip(root);
        return canonical(root);
    }

    private static String canonical(Element root) {
        try {
            var result = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(root, result);
            return result.toString(StandardCharsets.UTF_8);
        } catch (XMLSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Element parse(byte[] document) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void strip(Element parent) {
        boolean hasElements = false;
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            hasElements |= child instanceof Element;
        }
        Node next;
        for (Node child = parent.getFirstChild(); child != null; child = next) {
            next = child.getNextSibling();
            if (child instanceof Element element) {
                strip(element);
            } else if (hasElements && child.getNodeType() == Node.TEXT_NODE) {
                parent.removeChild(child);
            }
        }
    }
}
