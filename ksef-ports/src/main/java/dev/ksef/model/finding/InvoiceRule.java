package dev.ksef.model.finding;

/**
 * What is asked of an invoice before it leaves.
 *
 * <p>Source: weryfikacja-faktury.md, and for {@link #BUYER_INTERNAL_ID} what users met.
 */
public enum InvoiceRule {
    /** At most 1 000 000 bytes, 3 000 000 with an attachment, unless the context has other limits. */
    SIZE("Split the invoice or shorten it; if the context was given other limits, set them"),
    /** No byte order mark in front. */
    BYTE_ORDER_MARK("Write the file without the three bytes EF BB BF"),
    /** UTF-8 throughout. */
    ENCODING("Write the file in UTF-8; another encoding is often the default of the tool that wrote it"),
    /** An XML declaration, if there is one, names XML 1.0 and no encoding but UTF-8. */
    XML_DECLARATION("Declare version 1.0 and encoding UTF-8, or leave the declaration out"),
    /** None of the code points that XML allows and KSeF does not, neither as they are nor as references. */
    CHARACTERS("Remove the character; control characters there are usually text in windows-1250 read as ISO 8859-1"),
    /** Well-formed XML with namespaces. */
    WELL_FORMED("Let an XML writer make the file: unclosed elements and unescaped & and < are the usual causes"),
    /** Neither so deep nor so many elements or attributes that it can be no invoice. */
    COMPLEXITY("Send invoices only; no structure of KSeF needs this much"),
    /** No document type, and so no entities. */
    DOCUMENT_TYPE("Remove <!DOCTYPE ...>"),
    /** No processing instructions, such as those for style sheets. */
    PROCESSING_INSTRUCTION("Remove <?...?>; the XML declaration alone may stay"),
    /** The structure that the session was opened for. */
    FORM("Open the session for the structure of the invoice, or correct its namespace and KodFormularza"),
    /** An attachment goes by batch only, except in a technical correction. */
    ATTACHMENT("Send invoices with attachments in a batch session"),
    /** P_1 is not later than today in Poland. */
    ISSUE_DATE("Send it on the day of P_1, or correct P_1"),
    /** The check digits of all parties' NIP, as PRODUCTION checks them. */
    NIP_CHECKSUM("Correct the NIP; PRODUCTION refuses it, the other environments take it"),
    /** The check digit of the internal identifier of a third party. */
    INTERNAL_ID_CHECKSUM("Take the identifier as it was given out: its last digit is made from the others"),
    /** The buyer's internal identifier does not stand where the buyer will never find the invoice. */
    BUYER_INTERNAL_ID("Name the unit as Podmiot3 with IDWew, and the buyer by NIP"),
    /** The official schema of its structure, where the folder with schemas is known. */
    SCHEMA("Correct the element by the official schema");

    private final String remedy;

    InvoiceRule(String remedy) {
        this.remedy = remedy;
    }

    /** What to do where it is broken. */
    public String remedy() {
        return remedy;
    }
}
