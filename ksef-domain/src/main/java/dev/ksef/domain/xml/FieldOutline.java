package dev.ksef.domain.xml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the fields of an invoice stand: a tree of element names, as deep as the fields go. Never changes once built. */
final class FieldOutline {

    private static final FieldOutline FA = new FieldOutline()
            .with("Naglowek/KodFormularza", InvoiceField.FORM_CODE)
            .with("Podmiot1/DaneIdentyfikacyjne/NIP", InvoiceField.SELLER_NIP)
            .with("Podmiot2/DaneIdentyfikacyjne/NIP", InvoiceField.BUYER_NIP)
            .with("Podmiot2/DaneIdentyfikacyjne/NrID", InvoiceField.BUYER_ID)
            .with("Podmiot3/DaneIdentyfikacyjne/NIP", InvoiceField.THIRD_PARTY_NIP)
            .with("Podmiot3/DaneIdentyfikacyjne/IDWew", InvoiceField.THIRD_PARTY_INTERNAL_ID)
            .with("PodmiotUpowazniony/DaneIdentyfikacyjne/NIP", InvoiceField.AUTHORISED_NIP)
            .with("Fa/P_1", InvoiceField.ISSUE_DATE)
            .with("Fa/P_2", InvoiceField.NUMBER)
            .with("Fa/RodzajFaktury", InvoiceField.KIND)
            .with("FakturaRR/P_4B", InvoiceField.ISSUE_DATE)
            .with("FakturaRR/P_4C", InvoiceField.NUMBER)
            .with("FakturaRR/RodzajFaktury", InvoiceField.KIND)
            .with("Zalacznik", InvoiceField.ATTACHMENT);

    private static final FieldOutline UBL = new FieldOutline()
            .with("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", InvoiceField.SELLER_NIP)
            .with("AccountingCustomerParty/Party/PartyTaxScheme/CompanyID", InvoiceField.BUYER_NIP)
            .with("IssueDate", InvoiceField.ISSUE_DATE)
            .with("ID", InvoiceField.NUMBER)
            .with("InvoiceTypeCode", InvoiceField.KIND)
            .with("CreditNoteTypeCode", InvoiceField.KIND);

    private final Map<String, FieldOutline> children = new HashMap<>();
    private @Nullable InvoiceField field;

    private FieldOutline() {}

    /** Returns the outline of the invoices with this root element; null where it is none. */
    static @Nullable FieldOutline ofRoot(String localName) {
        return switch (localName) {
            case "Faktura" -> FA;
            case "Invoice", "CreditNote" -> UBL;
            default -> null;
        };
    }

    /** What stands below; null where nothing is asked for. */
    @Nullable
    FieldOutline child(String localName) {
        return children.get(localName);
    }

    /** Returns the field that stands here; null where there is none. */
    @Nullable
    InvoiceField field() {
        return field;
    }

    private FieldOutline with(String path, InvoiceField wanted) {
        FieldOutline node = this;
        for (String name : path.split("/", -1)) {
            node = node.children.computeIfAbsent(name, absent -> new FieldOutline());
        }
        node.field = wanted;
        return this;
    }
}
