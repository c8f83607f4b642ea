package dev.ksef.model.finding;

/**
 * The rules that invoices are checked for before they are sent.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/faktury/weryfikacja-faktury.md">weryfikacja-faktury</a>,
 * and for {@link #BUYER_INTERNAL_ID} the experience of users.
 */
public enum InvoiceRule {
    /** At most 1 000 000 bytes, 3 000 000 with an attachment, unless the context has other limits. */
    SIZE("Split the invoice or shorten it; if the context was given other limits, set them"),
    /** No byte order mark in front. */
    BYTE_ORDER_MARK("Write the file without the three bytes EF BB BF"),
    /** All bytes are UTF-8. */
    ENCODING("Write the file in UTF-8; another encoding is often the default of the tool that wrote it"),
    /** An XML declaration, if there is one, names XML 1.0 and no encoding but UTF-8. */
    XML_DECLARATION("Declare version 1.0 and encoding UTF-8, or omit the declaration"),
    /** No code point that XML allows but KSeF does not, neither as a character nor as a reference. */
    CHARACTERS("Remove the character; control characters there are usually text in windows-1250 read as ISO 8859-1"),
    /** Well-formed XML with namespaces. */
    WELL_FORMED("Write the file with an XML library: unclosed elements and unescaped & and < are the usual causes"),
    /** The nesting and the numbers of elements and attributes are those of a possible invoice. */
    COMPLEXITY("Send invoices only; no structure of KSeF needs this much"),
    /** No document type, and therefore no entities. */
    DOCUMENT_TYPE("Remove <!DOCTYPE ...>"),
    /** No processing instructions, such as those for style sheets. */
    PROCESSING_INSTRUCTION("Remove <?...?>; the XML declaration alone may stay"),
    /** The structure is that of the session. */
    FORM("Open the session for the structure of the invoice, or correct its namespace and KodFormularza"),
    /** An invoice with an attachment is sent by batch only, except as a technical correction. */
    ATTACHMENT("Send invoices with attachments in a batch session"),
    /** P_1 is not later than today in Poland. */
    ISSUE_DATE("Send it on the day of P_1, or correct P_1"),
    /** The NIP of each party has a right check digit. PRODUCTION checks this. */
    NIP_CHECKSUM("Correct the NIP; PRODUCTION refuses it, the other environments take it"),
    /** The internal identifier of a third party has a right check digit. */
    INTERNAL_ID_CHECKSUM("Use the identifier exactly as it was issued: its last digit is computed from the others"),
    /** The buyer's internal identifier is not in a field in which the buyer will never find the invoice by it. */
    BUYER_INTERNAL_ID("Name the unit as Podmiot3 with IDWew, and the buyer by NIP"),
    /** The invoice is valid by the official schema of its structure. Checked if the folder with schemas is known. */
    SCHEMA("Correct the element by the official schema");

    private final String remedy;

    InvoiceRule(String remedy) {
        this.remedy = remedy;
    }

    /** Returns what to do if the rule is broken. */
    public String remedy() {
        return remedy;
    }
}
