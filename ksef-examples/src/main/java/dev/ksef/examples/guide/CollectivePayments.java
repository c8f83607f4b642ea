package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.collective.CollectiveIdentifiers;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.InvoicePayment;
import dev.ksef.model.collective.InvoiceToPay;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** The snippets of "Pay several invoices at once". */
public final class CollectivePayments {

    private CollectivePayments() {}

    /** One number for two invoices. */
    public static String title(KsefContextClient company, KsefNumber first, KsefNumber second) {
        // snippet: generate
        CollectiveIdentifierNumber number = company.collectiveIdentifiers().generate(first, second);
        String titleOfTheTransfer = number.value();
        // end
        return titleOfTheTransfer;
    }

    /** The same, with what is paid for each. */
    public static CollectiveIdentifierNumber withAmounts(
            KsefContextClient company, KsefNumber first, KsefNumber second) {
        // snippet: amounts
        CollectiveIdentifierNumber number = company.collectiveIdentifiers()
                .generate(List.of(
                        InvoiceToPay.of(first).paid(InvoicePayment.of(new BigDecimal("1230.00"), "PLN")),
                        InvoiceToPay.of(second)
                                .paid(InvoicePayment.of(new BigDecimal("500.00"), "PLN"))
                                .described("first instalment")));
        // end
        return number;
    }

    /** What a seller does with a number in the title of a transfer. */
    public static List<IdentifiedInvoice> paidFor(KsefContextClient company, String titleOfTheTransfer) {
        // snippet: invoices
        CollectiveIdentifierNumber number = CollectiveIdentifierNumber.of(titleOfTheTransfer);
        List<IdentifiedInvoice> invoices =
                company.collectiveIdentifiers().invoices(number).toList();
        // end
        return invoices;
    }

    /** What was made in a month, and for one invoice. */
    public static List<CollectiveIdentifier> list(
            KsefContextClient company, OffsetDateTime from, OffsetDateTime to, KsefNumber invoice) {
        // snippet: list
        CollectiveIdentifiers identifiers = company.collectiveIdentifiers();
        List<CollectiveIdentifier> ofTheMonth =
                identifiers.stream(CollectiveIdentifierQuery.between(from, to)).toList();
        boolean isUnderOne = identifiers.ofInvoice(invoice).findAny().isPresent();
        // end
        return isUnderOne ? ofTheMonth : List.of();
    }
}
