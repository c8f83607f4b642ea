package dev.ksef.simulator.invoice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What the metadata tell of the content of an invoice. The invoice was judged before; what it lacks nevertheless is
 * empty, zero or the usual value.
 *
 * @param netAmount the sum of all P_13 fields; P_11_1 for an invoice of a farmer (FA_RR)
 * @param vatAmount the sum of all P_14 fields, in PLN where the invoice has them in PLN, too
 */
record InvoiceContent(
        InvoiceParty seller,
        InvoiceParty buyer,
        List<InvoiceParty> thirdSubjects,
        @Nullable InvoiceParty authorizedSubject,
        BigDecimal netAmount,
        BigDecimal grossAmount,
        BigDecimal vatAmount,
        String currency,
        String type,
        boolean selfInvoicing,
        boolean attachment) {

    private static final Pattern NET = Pattern.compile("P_13_.+");
    private static final Pattern VAT = Pattern.compile("P_14_\\d");
    private static final String YES = "1";

    private static final Map<String, String> TYPES = Map.of(
            "VAT", "Vat",
            "ZAL", "Zal",
            "KOR", "Kor",
            "ROZ", "Roz",
            "UPR", "Upr",
            "KOR_ZAL", "KorZal",
            "KOR_ROZ", "KorRoz",
            "VAT_RR", "VatRr",
            "KOR_VAT_RR", "KorVatRr");

    static InvoiceContent of(byte[] xml, InvoiceStructure form) {
        Element root = root(xml);
        boolean farmer = form == InvoiceStructure.FA_RR_1;
        Element body = child(root, farmer ? "FakturaRR" : "Fa").orElse(root);
        return new InvoiceContent(
                party(root, "Podmiot1"),
                party(root, "Podmiot2"),
                children(root, "Podmiot3").stream().map(InvoiceContent::party).toList(),
                child(root, "PodmiotUpowazniony").map(InvoiceContent::party).orElse(null),
                farmer ? amount(body, "P_11_1") : sum(body, NET),
                amount(body, farmer ? "P_12_1" : "P_15"),
                farmer ? inPln(body, "P_11_2") : vat(body),
                text(body, "KodWaluty").orElse("PLN"),
                TYPES.getOrDefault(text(body, "RodzajFaktury").orElse(""), "Vat"),
                child(body, "Adnotacje")
                        .flatMap(notes -> text(notes, "P_17"))
                        .filter(YES::equals)
                        .isPresent(),
                child(root, "Zalacznik").isPresent());
    }

    private static Element root(byte[] xml) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultNSInstance();
            parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            InputSource source = new InputSource(new ByteArrayInputStream(xml));
            source.setEncoding("UTF-8");
            return parsers.newDocumentBuilder().parse(source).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException impossible) {
            throw new IllegalStateException("An invoice that was taken can be read", impossible);
        }
    }

    private static InvoiceParty party(Element root, String name) {
        return child(root, name)
                .map(InvoiceContent::party)
                .orElse(new InvoiceParty(InvoiceParty.NO_IDENTIFIER, null, null, 0));
    }

    private static InvoiceParty party(Element element) {
        Element identity = child(element, "DaneIdentyfikacyjne").orElse(element);
        String name = text(identity, "Nazwa").orElse(null);
        int role = text(element, "Rola")
                .or(() -> text(element, "RolaPU"))
                .filter(number -> number.matches("\\d{1,2}"))
                .map(Integer::valueOf)
                .orElse(0);
        Optional<String> vatUe =
                text(identity, "NrVatUE").map(number -> text(identity, "KodUE").orElse("") + number);
        return text(identity, "NIP")
                .map(nip -> new InvoiceParty("Nip", nip, name, role))
                .or(() -> text(identity, "IDWew").map(id -> new InvoiceParty("InternalId", id, name, role)))
                .or(() -> vatUe.map(number -> new InvoiceParty("VatUe", number, name, role)))
                .or(() -> text(identity, "NrID").map(id -> new InvoiceParty("Other", id, name, role)))
                .orElse(new InvoiceParty(InvoiceParty.NO_IDENTIFIER, null, name, role));
    }

    private static BigDecimal vat(Element body) {
        return elements(body).stream()
                .map(Node::getLocalName)
                .filter(VAT.asMatchPredicate())
                .map(name -> inPln(body, name))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The amount in PLN, which stands in a field with a W at its end; without such a field, the amount itself. */
    private static BigDecimal inPln(Element body, String name) {
        return text(body, name + "W").isPresent() ? amount(body, name + "W") : amount(body, name);
    }

    private static BigDecimal sum(Element body, Pattern names) {
        return elements(body).stream()
                .map(Node::getLocalName)
                .filter(names.asMatchPredicate())
                .map(name -> amount(body, name))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(Element parent, String name) {
        return text(parent, name)
                .filter(text -> text.matches("-?\\d{1,16}(\\.\\d{1,8})?"))
                .map(BigDecimal::new)
                .orElse(BigDecimal.ZERO);
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name)
                .map(element -> element.getTextContent().strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        return elements(parent).stream()
                .filter(element -> name.equals(element.getLocalName()))
                .toList();
    }

    private static List<Element> elements(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
