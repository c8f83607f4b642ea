package dev.ksef.domain.invoice;

import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.InvoiceVerificationLink;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.invoice.InvoiceFacts;
import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Says whether the link behind a QR code (KOD I) belongs to an invoice at hand, without asking anybody. That KSeF knows the
 * invoice, only KSeF can tell.
 */
public final class LinkCheck {

    private final URI qrBase;

    /** Checks links into an environment. */
    public LinkCheck(KsefEnvironment environment) {
        this.qrBase = environment.qrBase();
    }

    /** Holds every part of a link against the facts of an invoice. */
    public LinkVerdict check(InvoiceVerificationLink link, InvoiceFacts facts) {
        Set<Misfit> misfits = EnumSet.noneOf(Misfit.class);
        if (!sameAddress(link.qrBase())) {
            misfits.add(Misfit.ENVIRONMENT);
        }
        if (facts.sellerNip() == null) {
            misfits.add(Misfit.SELLER_UNREADABLE);
        } else if (!link.sellerNip().equals(facts.sellerNip())) {
            misfits.add(Misfit.SELLER);
        }
        if (facts.issueDate() == null) {
            misfits.add(Misfit.ISSUE_DATE_UNREADABLE);
        } else if (!link.issueDate().equals(facts.issueDate())) {
            misfits.add(Misfit.ISSUE_DATE);
        }
        if (!link.invoiceHash().sameBytes(facts.hash())) {
            misfits.add(Misfit.HASH);
        }
        if (!link.invoiceHash().isCanonical()) {
            misfits.add(Misfit.NOT_CANONICAL);
        }
        return new LinkVerdict(misfits);
    }

    private boolean sameAddress(URI base) {
        return comparable(base).equals(comparable(qrBase));
    }

    /** Host names know no upper case; a port that is the usual one needs no name. */
    private static String comparable(URI base) {
        int port = base.getPort() < 0 ? 443 : base.getPort();
        return String.valueOf(base.getHost()).toLowerCase(Locale.ROOT) + ":" + port + base.getRawPath();
    }
}
