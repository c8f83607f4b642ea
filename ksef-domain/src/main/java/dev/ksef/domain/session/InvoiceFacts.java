package dev.ksef.domain.session;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a verification link needs of an invoice: who sold, and when it was issued. Read from FA structures; of anything
 * else, and of what is not well-formed, nothing is known, and KSeF is the judge.
 */
record InvoiceFacts(@Nullable Nip sellerNip, @Nullable LocalDate issueDate) {

    private static final String SELLER_NIP = "Faktura/Podmiot1/DaneIdentyfikacyjne/NIP";
    private static final String ISSUE_DATE = "Faktura/Fa/P_1";
    private static final InvoiceFacts NONE = new InvoiceFacts(null, null);

    private static final XMLInputFactory XML = hardened();

    static InvoiceFacts of(InvoiceXml invoice) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(invoice.openStream());
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notWellFormed) {
            return NONE;
        }
    }

    private static InvoiceFacts read(XMLStreamReader xml) throws XMLStreamException {
        Deque<String> path = new ArrayDeque<>();
        Nip sellerNip = null;
        LocalDate issueDate = null;
        while (xml.hasNext() && (sellerNip == null || issueDate == null)) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(xml.getLocalName());
                    String place = path.size() > 4 ? "" : String.join("/", path);
                    if (sellerNip == null && place.equals(SELLER_NIP)) {
                        sellerNip = nip(text(xml, path));
                    } else if (issueDate == null && place.equals(ISSUE_DATE)) {
                        issueDate = date(text(xml, path)).orElse(null);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                default -> {}
            }
        }
        return new InvoiceFacts(sellerNip, issueDate);
    }

    /** Reads to the end of the element, which therefore leaves the path. */
    private static String text(XMLStreamReader xml, Deque<String> path) throws XMLStreamException {
        path.removeLast();
        return xml.getElementText().strip();
    }

    private static @Nullable Nip nip(String text) {
        Nip nip = text.length() == 10 ? new Nip(text) : null;
        return nip != null && nip.isValid() ? nip : null;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // The JDK prints what it finds wrong where nobody else takes it.
        factory.setXMLReporter((message, type, information, place) -> {});
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
