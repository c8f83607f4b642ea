package dev.ksef.domain.submission;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.InvoiceFacts;
import java.util.List;

/**
 * Tells which invoices a context issues as their buyer, in the seller's name (samofakturowanie). That of a flat-rate farmer
 * (FA_RR), which its buyer always issues, is none of them.
 */
record SelfInvoicing(ContextIdentifier context) {

    private static final List<String> BY_THE_BUYER = List.of(FormCode.FA_RR_1.value());

    boolean isMeant(InvoiceFacts facts) {
        FormCode form = facts.formCode();
        Nip seller = facts.sellerNip();
        return seller != null
                && !isContext(seller)
                && facts.buyerNip() != null
                && isContext(facts.buyerNip())
                && (form == null || !BY_THE_BUYER.contains(form.value()));
    }

    /** A unit, and a NIP with an EU VAT number, begin with the NIP of the taxpayer. */
    private boolean isContext(Nip nip) {
        return context.value().equals(nip.value()) || context.value().startsWith(nip.value() + "-");
    }
}
