package dev.ksef.domain.collective;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.InvoicePayment;
import dev.ksef.model.collective.InvoiceToPay;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an identifier was requested for. An older one of the same invoices may be for other amounts, and whoever pays by it pays
 * these. KSeF shows payments and descriptions to the one who made the identifier, so that hidden ones are of somebody else.
 */
final class RequestedInvoices {

    private final Map<KsefNumber, InvoiceToPay> byNumber;

    RequestedInvoices(List<InvoiceToPay> invoices) {
        byNumber = invoices.stream().collect(Collectors.toMap(InvoiceToPay::ksefNumber, Function.identity()));
    }

    /** Tells whether an identifier stands for exactly these invoices, with the same payments and descriptions. */
    boolean are(List<IdentifiedInvoice> listed) {
        return byNumber.keySet()
                        .equals(listed.stream()
                                .map(IdentifiedInvoice::ksefNumber)
                                .collect(Collectors.toSet()))
                && listed.stream().allMatch(this::isWhatWasAsked);
    }

    private boolean isWhatWasAsked(IdentifiedInvoice listed) {
        InvoiceToPay asked = byNumber.get(listed.ksefNumber());
        return asked != null
                && !Boolean.TRUE.equals(listed.detailsHidden())
                && isSamePayment(asked.payment(), listed.payment())
                && Objects.requireNonNullElse(asked.description(), "")
                        .equals(Objects.requireNonNullElse(listed.description(), ""));
    }

    private static boolean isSamePayment(@Nullable InvoicePayment asked, @Nullable InvoicePayment listed) {
        if (asked == null || listed == null) {
            return asked == null && listed == null;
        }
        return isSameAmount(asked.amount(), listed.amount()) && Objects.equals(asked.currency(), listed.currency());
    }

    /** 10 and 10.00 are the same amount. */
    private static boolean isSameAmount(@Nullable BigDecimal asked, @Nullable BigDecimal listed) {
        return asked != null && listed != null && asked.compareTo(listed) == 0;
    }
}
