package dev.ksef.fa3.rule;

import dev.ksef.model.InvoiceXml;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Finds the lines of elements. It reads the document once more, which only invoices with findings pay for. */
final class XmlLines {

    private static final String FIRST = "[1]";

    private XmlLines() {}

    /** An element that is open, with the number of its children by name. */
    private record Open(String xpath, Map<String, Integer> children) {}

    /** Adds lines to findings, and sorts them by these. The document was read before, so it is well-formed. */
    static List<RuleFinding> addTo(List<RuleFinding> findings, InvoiceXml invoice) {
        var lines = new HashMap<String, Integer>();
        findings.forEach(finding -> lines.put(withoutFirst(finding.xpath()), -1));
        try {
            read(invoice, lines);
        } catch (XMLStreamException impossible) {
            return findings;
        }
        return findings.stream()
                .map(finding -> finding.at(lines.getOrDefault(withoutFirst(finding.xpath()), -1)))
                .sorted(Comparator.comparingInt(RuleFinding::line))
                .toList();
    }

    private static void read(InvoiceXml invoice, Map<String, Integer> lines) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        XMLStreamReader xml = factory.createXMLStreamReader(invoice.openStream());
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", new HashMap<>()));
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String xpath = child(open.element(), xml.getLocalName());
                lines.replace(xpath, xml.getLocation().getLineNumber());
                open.push(new Open(xpath, new HashMap<>()));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open.pop();
            }
        }
    }

    private static String child(Open parent, String name) {
        int index = parent.children().merge(name, 1, Integer::sum);
        return parent.xpath() + '/' + name + (index == 1 ? "" : "[" + index + ']');
    }

    private static String withoutFirst(String xpath) {
        return xpath.replace(FIRST, "");
    }
}
