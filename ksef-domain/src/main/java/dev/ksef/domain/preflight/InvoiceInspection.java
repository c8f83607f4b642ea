package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.FieldTexts;
import dev.ksef.domain.xml.FilePosition;
import dev.ksef.domain.xml.FilePositions;
import dev.ksef.domain.xml.InvoiceField;
import dev.ksef.domain.xml.InvoiceForm;
import dev.ksef.domain.xml.InvoiceVisitor;
import dev.ksef.domain.xml.InvoiceWalk;
import dev.ksef.domain.xml.Utf8Reader;
import dev.ksef.model.FormCode;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.finding.InvoiceRule;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Inspects one invoice while it is read: its bytes, and the XML in them. */
final class InvoiceInspection implements InvoiceVisitor, Utf8Reader.Watch {

    private static final ZoneId POLAND = ZoneId.of("Europe/Warsaw");
    private static final int MOST_REFERENCES = 10_000;
    private static final int NIP_LENGTH = 10;

    private final byte[] bytes;
    private final InvoiceDestination destination;
    private final FindingCollector findings;
    private final FilePositions places;
    private final List<Integer> references = new ArrayList<>();
    private @Nullable FilePosition rootPlace;
    private FilePosition fieldPlace = FilePosition.START;
    private @Nullable InvoiceForm form;
    private @Nullable String systemCode;
    private @Nullable String schemaVersion;
    private @Nullable Header header;
    private boolean readable = true;
    private boolean attachment;

    InvoiceInspection(byte[] bytes, InvoiceDestination destination, FindingCollector findings) {
        this.bytes = bytes;
        this.destination = destination;
        this.findings = findings;
        places = new FilePositions(bytes);
    }

    /** The first KodFormularza with a value, and where it stands. */
    private record Header(
            FilePosition place,
            @Nullable String systemCode,
            @Nullable String schemaVersion,
            String value) {

        boolean names(FormCode code) {
            return code.systemCode().equals(systemCode)
                    && code.schemaVersion().equals(schemaVersion)
                    && code.value().equals(value);
        }
    }

    /**
     * Judges what can be judged at the end only.
     *
     * @param wanted the structure that the invoice should have; null for any
     */
    void finish(@Nullable FormCode wanted, int maxBytes, int maxBytesWithAttachment) {
        InvoiceForm expected = InvoiceForm.of(wanted).orElse(null);
        if (expected != null && rootPlace != null) {
            requireForm(expected, rootPlace);
        }
        int limit = attachment ? maxBytesWithAttachment : maxBytes;
        if (bytes.length > limit) {
            String kind = attachment ? "with" : "without";
            findings.add(
                    InvoiceRule.SIZE,
                    new FilePositions(bytes).of(limit),
                    "the file has " + bytes.length + " bytes; " + kind + " an attachment it may have " + limit);
        }
        for (int reference : CharacterReferences.among(references, bytes)) {
            forbidden(reference);
        }
    }

    /** Returns the structure whose schema it can be held against; empty where it is of none, or cannot be read to its end. */
    Optional<InvoiceForm> readableForm() {
        return readable ? Optional.ofNullable(form) : Optional.empty();
    }

    @Override
    public void byteOrderMark() {
        findings.add(InvoiceRule.BYTE_ORDER_MARK, FilePosition.START, "the file begins with a byte order mark");
    }

    @Override
    public void malformed(int offset) {
        readable = false;
        if (findings.wants(InvoiceRule.ENCODING)) {
            findings.add(InvoiceRule.ENCODING, places.of(offset), "the bytes here are not UTF-8");
        }
    }

    @Override
    public void forbidden(int offset) {
        if (findings.wants(InvoiceRule.CHARACTERS)) {
            findings.add(InvoiceRule.CHARACTERS, places.of(offset), "KSeF does not take the character here");
        }
    }

    @Override
    public void forbiddenReference(int offset) {
        if (references.size() < MOST_REFERENCES) {
            references.add(offset);
        }
    }

    @Override
    public void start(XMLStreamReader xml) {
        String encoding = xml.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            findings.add(InvoiceRule.XML_DECLARATION, FilePosition.START, "the declared encoding is not UTF-8");
        }
        String version = xml.getVersion();
        if (version != null && !version.equals("1.0")) {
            findings.add(InvoiceRule.XML_DECLARATION, FilePosition.START, "the declared version is not 1.0");
        }
    }

    @Override
    public void root(XMLStreamReader xml) {
        rootPlace = InvoiceWalk.place(xml.getLocation());
        form = InvoiceForm.ofNamespace(xml.getNamespaceURI()).orElse(null);
    }

    private Header header(String text) {
        return new Header(fieldPlace, systemCode, schemaVersion, text.strip());
    }

    private void requireForm(InvoiceForm expected, FilePosition root) {
        if (form != expected) {
            String found = form == null ? "no known structure" : form.code().systemCode();
            findings.add(
                    InvoiceRule.FORM,
                    root,
                    "the root element is of " + found + ", the session was opened for "
                            + expected.code().systemCode());
        } else if (expected.hasHeader()) {
            requireHeader(expected.code(), root);
        }
    }

    private void requireHeader(FormCode code, FilePosition root) {
        if (header != null && !header.names(code)) {
            findings.add(
                    InvoiceRule.FORM,
                    header.place(),
                    "KodFormularza is not " + code.value() + " with kodSystemowy '" + code.systemCode()
                            + "' and wersjaSchemy '" + code.schemaVersion() + "'");
        } else if (header == null && readable) {
            findings.add(InvoiceRule.FORM, root, "KodFormularza is missing");
        }
    }

    @Override
    public void begin(InvoiceField field, XMLStreamReader xml) {
        fieldPlace = InvoiceWalk.place(xml.getLocation());
        if (field == InvoiceField.FORM_CODE) {
            systemCode = xml.getAttributeValue(null, "kodSystemowy");
            schemaVersion = xml.getAttributeValue(null, "wersjaSchemy");
        } else if (field == InvoiceField.ATTACHMENT) {
            attachment = true;
            if (!destination.attachments()) {
                findings.add(InvoiceRule.ATTACHMENT, fieldPlace, "an online session takes no attachment");
            }
        }
    }

    @Override
    public void value(InvoiceField field, String text) {
        switch (field) {
            case FORM_CODE -> header = header == null ? header(text) : header;
            case SELLER_NIP -> requireNip(text, "Podmiot1");
            case BUYER_NIP -> requireNip(text, "Podmiot2");
            case THIRD_PARTY_NIP -> requireNip(text, "Podmiot3");
            case AUTHORISED_NIP -> requireNip(text, "PodmiotUpowazniony");
            case THIRD_PARTY_INTERNAL_ID -> requireInternalId(text.strip());
            case BUYER_ID -> warnOfInternalId(text.strip());
            case ISSUE_DATE -> requireNotInFuture(text);
            default -> {}
        }
    }

    /** Checks a NIP in an FA or FA_RR: the documents do not say what Peppol's documents have in their place. */
    private void requireNip(String text, String party) {
        if (form != null && !form.hasHeader()) {
            return;
        }
        Nip nip = nip(text.strip());
        if (nip == null) {
            findings.add(InvoiceRule.NIP_CHECKSUM, fieldPlace, "the NIP of " + party + " is not ten digits");
        } else if (!nip.hasValidChecksum()) {
            findings.add(InvoiceRule.NIP_CHECKSUM, fieldPlace, "the NIP of " + party + " has a wrong check digit");
        }
    }

    private static @Nullable Nip nip(String text) {
        return text.length() == NIP_LENGTH && new Nip(text).isValid() ? new Nip(text) : null;
    }

    private void requireInternalId(String text) {
        InternalId id = text.length() == InternalId.LENGTH ? new InternalId(text) : null;
        if (id == null || !id.isValid()) {
            findings.add(
                    InvoiceRule.INTERNAL_ID_CHECKSUM,
                    fieldPlace,
                    "IDWew of Podmiot3 is not a NIP, a hyphen and five digits");
            return;
        }
        requireNip(text.substring(0, NIP_LENGTH), "Podmiot3, in its IDWew,");
        if (!id.hasValidChecksum()) {
            findings.add(InvoiceRule.INTERNAL_ID_CHECKSUM, fieldPlace, "IDWew of Podmiot3 has a wrong check digit");
        }
    }

    private void warnOfInternalId(String text) {
        if (text.length() == InternalId.LENGTH && new InternalId(text).isValid()) {
            findings.add(
                    InvoiceRule.BUYER_INTERNAL_ID,
                    fieldPlace,
                    "NrID of Podmiot2 is an internal identifier: its holder will not find the invoice");
        }
    }

    private void requireNotInFuture(String text) {
        LocalDate issued = FieldTexts.date(text);
        LocalDate today = LocalDate.ofInstant(destination.at(), POLAND);
        if (issued != null && issued.isAfter(today)) {
            findings.add(InvoiceRule.ISSUE_DATE, fieldPlace, "the date of issue is later than " + today + ", today");
        }
    }

    @Override
    public void documentType(int offset) {
        readable = false;
        findings.add(InvoiceRule.DOCUMENT_TYPE, new FilePositions(bytes).of(offset), "a document type begins here");
    }

    @Override
    public void processingInstruction(XMLStreamReader xml) {
        findings.add(
                InvoiceRule.PROCESSING_INSTRUCTION,
                InvoiceWalk.place(xml.getLocation()),
                "a processing instruction ends here");
    }

    @Override
    public void malformed(FilePosition place) {
        readable = false;
        // In a broken XML declaration the JDK's parser tells a column that its line does not have.
        FilePosition inside = new FilePositions(bytes).nearest(place);
        findings.add(InvoiceRule.WELL_FORMED, inside, "the XML is not well-formed from here on");
    }

    @Override
    public void tooComplex(FilePosition place, String limit) {
        readable = false;
        findings.add(InvoiceRule.COMPLEXITY, place, limit);
    }
}
