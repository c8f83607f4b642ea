package dev.ksef.model.upo;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.PeppolId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.session.InvoicingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Parses a UPO, an invoice at a time. */
final class UpoParser {

    /** Ten times as many as a page may hold. */
    private static final int MOST_INVOICES = 100_000;

    /** Twice the size of the largest possible page. */
    private static final int LARGEST_BYTES = 32 << 20;

    private final UpoXml xml;
    private final UpoTextValues head = new UpoTextValues();
    private final List<ConfirmedInvoice> invoices = new ArrayList<>();

    private UpoParser(UpoXml xml) {
        this.xml = xml;
    }

    static UpoConfirmation parse(Upo upo) {
        if (upo.sizeBytes() > LARGEST_BYTES) {
            throw refused("it has " + upo.sizeBytes() + " bytes, and a UPO has less than " + LARGEST_BYTES);
        }
        try (var xml = new UpoXml(upo)) {
            return new UpoParser(xml).confirmation();
        } catch (XMLStreamException notWellFormed) {
            // Its message may quote the document.
            throw refused("it is not well-formed XML" + place(notWellFormed));
        }
    }

    private UpoConfirmation confirmation() throws XMLStreamException {
        if (!xml.root().equals("Potwierdzenie")) {
            throw refused("its root element is not Potwierdzenie");
        }
        for (String element = xml.nextChild(); element != null; element = xml.nextChild()) {
            read(element);
        }
        xml.readToEnd();
        if (invoices.isEmpty()) {
            throw refused("it confirms no invoice");
        }
        return confirmed();
    }

    private void read(String element) throws XMLStreamException {
        if (!element.equals("Dokument")) {
            xml.read(element, head);
            return;
        }
        if (invoices.size() == MOST_INVOICES) {
            throw refused("it has more than " + MOST_INVOICES + " invoices, and a page has at most 10000");
        }
        var texts = new UpoTextValues();
        xml.read("", texts);
        invoices.add(invoice(texts));
    }

    private UpoConfirmation confirmed() {
        return new UpoConfirmation(
                xml.version(),
                head.text("NazwaPodmiotuPrzyjmujacego"),
                head.value("NumerReferencyjnySesji", ReferenceNumber::new),
                authentication(),
                head.has("OpisPotwierdzenia") ? range() : null,
                head.text("NazwaStrukturyLogicznej"),
                head.text("KodFormularza"),
                invoices);
    }

    private UpoAuthentication authentication() {
        return new UpoAuthentication(
                context(),
                head.value("Uwierzytelnienie/NumerReferencyjnyTokenaKSeF", ReferenceNumber::new),
                head.value("Uwierzytelnienie/SkrotDokumentuUwierzytelniajacego", Sha256::new));
    }

    private @Nullable ContextIdentifier context() {
        String place = "Uwierzytelnienie/IdKontekstu/";
        if (head.has(place + "Nip")) {
            return head.value(place + "Nip", Nip::new);
        }
        if (head.has(place + "IdWewnetrzny")) {
            return head.value(place + "IdWewnetrzny", InternalId::new);
        }
        if (head.has(place + "IdZlozonyVatUE")) {
            return head.value(place + "IdZlozonyVatUE", NipVatUe::new);
        }
        return head.value(place + "IdDostawcyUslugPeppol", PeppolId::new);
    }

    private UpoRange range() {
        return new UpoRange(
                head.value("OpisPotwierdzenia/Strona", Integer::valueOf),
                head.value("OpisPotwierdzenia/LiczbaStron", Integer::valueOf),
                head.value("OpisPotwierdzenia/ZakresDokumentowOd", Integer::valueOf),
                head.value("OpisPotwierdzenia/ZakresDokumentowDo", Integer::valueOf),
                head.value("OpisPotwierdzenia/CalkowitaLiczbaDokumentow", Integer::valueOf));
    }

    private static ConfirmedInvoice invoice(UpoTextValues texts) {
        return new ConfirmedInvoice(
                texts.value("/NumerKSeFDokumentu", KsefNumber::new),
                texts.value("/SkrotDokumentu", Sha256::new),
                texts.value("/NipSprzedawcy", Nip::new),
                texts.text("/NumerFaktury"),
                texts.value("/DataWystawieniaFaktury", date -> LocalDate.parse(date, DateTimeFormatter.ISO_DATE)),
                texts.value("/DataPrzeslaniaDokumentu", OffsetDateTime::parse),
                texts.value("/DataNadaniaNumeruKSeF", OffsetDateTime::parse),
                texts.value("/TrybWysylki", mode -> OpenEnum.of(InvoicingMode.class, mode)));
    }

    static KsefException refused(String reason) {
        return new KsefException("This UPO cannot be read: " + reason + "; fetch it again, or look at its bytes");
    }

    private static String place(XMLStreamException notWellFormed) {
        var location = notWellFormed.getLocation();
        return location == null || location.getLineNumber() < 1 ? "" : " (line " + location.getLineNumber() + ")";
    }
}
