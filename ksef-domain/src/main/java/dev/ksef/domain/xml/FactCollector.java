package dev.ksef.domain.xml;

import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.invoice.InvoiceKind;
import java.time.LocalDate;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Collects the facts of one invoice. If a fact occurs twice, the first readable one counts. */
public final class FactCollector implements InvoiceVisitor {

    private static final int LONGEST_NUMBER = 256;
    private static final int LONGEST_KIND = 20;

    private @Nullable FormCode formByNamespace;
    private @Nullable FormCode formByHeader;
    private @Nullable String systemCode;
    private @Nullable String schemaVersion;
    private @Nullable Nip sellerNip;
    private @Nullable Nip buyerNip;
    private @Nullable LocalDate issueDate;
    private @Nullable String number;
    private @Nullable OpenEnum<InvoiceKind> kind;
    private boolean attachment;

    /** Returns the structure that it says it has; null where it says none. */
    public @Nullable FormCode formCode() {
        return formByHeader == null ? formByNamespace : formByHeader;
    }

    /** All that was read, with what the bytes tell. */
    public InvoiceFacts facts(Sha256 hash, int sizeBytes) {
        return new InvoiceFacts(formCode(), sellerNip, buyerNip, issueDate, number, kind, attachment, hash, sizeBytes);
    }

    @Override
    public void root(XMLStreamReader xml) {
        formByNamespace = InvoiceForm.ofNamespace(xml.getNamespaceURI())
                .map(InvoiceForm::code)
                .orElse(null);
    }

    @Override
    public void begin(InvoiceField field, XMLStreamReader xml) {
        if (field == InvoiceField.ATTACHMENT) {
            attachment = true;
        } else if (field == InvoiceField.FORM_CODE) {
            systemCode = FieldTexts.readable(xml.getAttributeValue(null, "kodSystemowy"), LONGEST_KIND);
            schemaVersion = FieldTexts.readable(xml.getAttributeValue(null, "wersjaSchemy"), LONGEST_KIND);
        }
    }

    @Override
    public void value(InvoiceField field, String text) {
        switch (field) {
            case FORM_CODE -> formByHeader = formByHeader == null ? formCode(text) : formByHeader;
            case SELLER_NIP -> sellerNip = sellerNip == null ? nip(text) : sellerNip;
            case BUYER_NIP -> buyerNip = buyerNip == null ? nip(text) : buyerNip;
            case ISSUE_DATE -> issueDate = issueDate == null ? FieldTexts.date(text) : issueDate;
            case NUMBER -> number = number == null ? FieldTexts.readable(text, LONGEST_NUMBER) : number;
            case KIND -> kind = kind == null ? kind(text) : kind;
            default -> {}
        }
    }

    private @Nullable FormCode formCode(String text) {
        String value = FieldTexts.readable(text, LONGEST_KIND);
        return value == null || systemCode == null || schemaVersion == null
                ? null
                : FormCode.of(systemCode, schemaVersion, value);
    }

    /** UBL writes the prefix of the country in front. */
    private static @Nullable Nip nip(String text) {
        String digits = text.strip();
        if (digits.startsWith("PL")) {
            digits = digits.substring(2);
        }
        Nip nip = digits.length() == 10 ? new Nip(digits) : null;
        return nip != null && nip.isValid() ? nip : null;
    }

    private static @Nullable OpenEnum<InvoiceKind> kind(String text) {
        String value = FieldTexts.readable(text, LONGEST_KIND);
        return value == null ? null : OpenEnum.of(InvoiceKind.class, value);
    }
}
