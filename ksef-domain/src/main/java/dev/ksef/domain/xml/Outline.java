package dev.ksef.domain.xml;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the fields of an invoice stand: a tree of element names, as deep as the fields go. Never changes once built. */
final class Outline {

    private static final Outline FA = new Outline()
            .with("Naglowek/KodFormularza", Field.FORM_CODE)
            .with("Podmiot1/DaneIdentyfikacyjne/NIP", Field.SELLER_NIP)
            .with("Podmiot2/DaneIdentyfikacyjne/NIP", Field.BUYER_NIP)
            .with("Podmiot2/DaneIdentyfikacyjne/NrID", Field.BUYER_ID)
            .with("Podmiot3/DaneIdentyfikacyjne/NIP", Field.THIRD_PARTY_NIP)
            .with("Podmiot3/DaneIdentyfikacyjne/IDWew", Field.THIRD_PARTY_INTERNAL_ID)
            .with("PodmiotUpowazniony/DaneIdentyfikacyjne/NIP", Field.AUTHORISED_NIP)
            .with("Fa/P_1", Field.ISSUE_DATE)
            .with("Fa/P_2", Field.NUMBER)
            .with("Fa/RodzajFaktury", Field.KIND)
            .with("FakturaRR/P_4B", Field.ISSUE_DATE)
            .with("FakturaRR/P_4C", Field.NUMBER)
            .with("FakturaRR/RodzajFaktury", Field.KIND)
            .with("Zalacznik", Field.ATTACHMENT);

    private static final Outline UBL = new Outline()
            .with("AccountingSupplierParty/Party/PartyTaxScheme/CompanyID", Field.SELLER_NIP)
            .with("AccountingCustomerParty/Party/PartyTaxScheme/CompanyID", Field.BUYER_NIP)
            .with("IssueDate", Field.ISSUE_DATE)
            .with("ID", Field.NUMBER)
            .with("InvoiceTypeCode", Field.KIND)
            .with("CreditNoteTypeCode", Field.KIND);

    private final Map<String, Outline> children = new HashMap<>();
    private @Nullable Field field;

    private Outline() {}

    /** The outline of the invoices with this root element; null where it is none. */
    static @Nullable Outline ofRoot(String localName) {
        return switch (localName) {
            case "Faktura" -> FA;
            case "Invoice", "CreditNote" -> UBL;
            default -> null;
        };
    }

    /** What stands below; null where nothing is asked for. */
    @Nullable
    Outline child(String localName) {
        return children.get(localName);
    }

    /** The field that stands here; null where there is none. */
    @Nullable
    Field field() {
        return field;
    }

    private Outline with(String path, Field wanted) {
        Outline node = this;
        for (String name : path.split("/", -1)) {
            node = node.children.computeIfAbsent(name, absent -> new Outline());
        }
        node.field = wanted;
        return this;
    }
}
