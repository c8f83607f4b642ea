package dev.ksef.simulator.upo;

import dev.ksef.simulator.auth.SignInProof;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.wire.KsefTimestamps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes UPO documents of version 4-3, for one invoice or for a session page by page. */
public final class UpoWriter {

    private static final String NAMESPACE = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";
    private static final String ISSUER = "Ministerstwo Finansów - środowisko testowe (TE)";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    /** The part of a session that a page confirms. Numbers start at 1, and the last one is included. */
    private record Range(int page, int pages, int first, int last, int total) {}

    private final UpoSignature signature;

    public UpoWriter(UpoSignature signature) {
        this.signature = signature;
    }

    /** The UPO of one taken invoice. */
    byte[] invoice(SessionTerms session, JudgedInvoice invoice) {
        return document(session, List.of(invoice), null, invoice.acquiredAt());
    }

    /** The UPO of a session, one document for each page. */
    List<byte[]> session(SessionTerms session, List<JudgedInvoice> taken, int pageSize, Instant processedAt) {
        List<byte[]> documents = new ArrayList<>();
        int pages = (taken.size() + pageSize - 1) / pageSize;
        for (int page = 1; page <= pages; page++) {
            int from = (page - 1) * pageSize;
            int to = Math.min(from + pageSize, taken.size());
            Range range = new Range(page, pages, from + 1, to, taken.size());
            documents.add(document(session, taken.subList(from, to), range, processedAt));
        }
        return documents;
    }

    private byte[] document(
            SessionTerms session, List<JudgedInvoice> invoices, @Nullable Range range, Instant signedAt) {
        Document document = emptyDocument();
        Element root = (Element) document.appendChild(document.createElementNS(NAMESPACE, "Potwierdzenie"));
        text(root, "NazwaPodmiotuPrzyjmujacego", ISSUER);
        text(root, "NumerReferencyjnySesji", session.referenceNumber());
        Element login = element(root, "Uwierzytelnienie");
        context(element(login, "IdKontekstu"), session.context());
        proof(login, session.proof());
        if (range != null) {
            description(root, range);
        }
        text(root, "NazwaStrukturyLogicznej", session.form().schemaName());
        text(root, "KodFormularza", session.form().systemCode());
        invoices.forEach(invoice -> confirmation(root, invoice));
        signature.sign(document, signedAt);
        return bytes(document);
    }

    private static void context(Element parent, LoginContext context) {
        String name = switch (context.type()) {
            case LoginContext.INTERNAL_ID -> "IdWewnetrzny";
            case LoginContext.NIP_VAT_UE -> "IdZlozonyVatUE";
            case LoginContext.PEPPOL_ID -> "IdDostawcyUslugPeppol";
            default -> "Nip";
        };
        text(parent, name, context.value());
    }

    private static void proof(Element login, SignInProof proof) {
        if (proof.documentHash() != null) {
            text(login, "SkrotDokumentuUwierzytelniajacego", proof.documentHash());
        } else if (proof.token() != null) {
            text(login, "NumerReferencyjnyTokenaKSeF", proof.token().referenceNumber());
        }
    }

    private static void description(Element root, Range range) {
        Element description = element(root, "OpisPotwierdzenia");
        text(description, "Strona", range.page());
        text(description, "LiczbaStron", range.pages());
        text(description, "ZakresDokumentowOd", range.first());
        text(description, "ZakresDokumentowDo", range.last());
        text(description, "CalkowitaLiczbaDokumentow", range.total());
    }

    private static void confirmation(Element root, JudgedInvoice invoice) {
        TakenInvoice taken = invoice.verdict().accepted();
        if (taken == null) {
            throw new IllegalArgumentException("Only an invoice that was taken is confirmed");
        }
        Element document = element(root, "Dokument");
        text(document, "NipSprzedawcy", taken.sellerNip());
        text(document, "NumerKSeFDokumentu", taken.ksefNumber().toString());
        text(document, "NumerFaktury", taken.number());
        text(document, "DataWystawieniaFaktury", taken.issueDate().toString());
        text(document, "DataPrzeslaniaDokumentu", KsefTimestamps.upo(invoice.sentAt()));
        text(document, "DataNadaniaNumeruKSeF", KsefTimestamps.upo(invoice.acquiredAt()));
        text(document, "SkrotDokumentu", invoice.invoiceHash());
        text(document, "TrybWysylki", taken.invoicingMode());
    }

    private static Element element(Element parent, String name) {
        return (Element) parent.appendChild(parent.getOwnerDocument().createElementNS(NAMESPACE, name));
    }

    private static void text(Element parent, String name, String value) {
        element(parent, name).setTextContent(value);
    }

    private static void text(Element parent, String name, int value) {
        text(parent, name, Integer.toString(value));
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("The JDK can make documents", impossible);
        }
    }

    private static byte[] bytes(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The JDK's own declaration would say standalone="no".
        bytes.writeBytes(DECLARATION.getBytes(StandardCharsets.US_ASCII));
        try {
            Transformer copy = TransformerFactory.newDefaultInstance().newTransformer();
            copy.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            copy.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            copy.transform(new DOMSource(document), new StreamResult(bytes));
        } catch (TransformerException impossible) {
            throw new IllegalStateException("A document can be written", impossible);
        }
        return bytes.toByteArray();
    }
}
