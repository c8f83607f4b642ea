package dev.ksef.domain.invoice;

import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks whether the link behind a QR code (KOD I) belongs to an invoice. Works offline: only KSeF can tell whether it
 * knows the invoice. KOD II is for {@link CertificateLinkCheck}.
 */
public final class InvoiceLinkCheck {

    /** A hash in the usual Base64 has slashes of its own. */
    private static final Pattern PARTS =
            Pattern.compile("(?<start>.{0,4096}?/invoice/[^/]{1,20}/[^/]{1,20}/)(?<hash>.{43,140})");

    private final URI qrBase;

    /** Checks links into an environment. */
    public InvoiceLinkCheck(KsefEnvironment environment) {
        this.qrBase = environment.qrBase();
    }

    /**
     * Compares every part of a link with the facts of an invoice. The link is what was read from the QR code, whatever it
     * is.
     */
    public LinkVerdict check(String link, InvoiceFacts facts) {
        Matcher parts = PARTS.matcher(link);
        try {
            return parts.matches()
                    ? check(parts.group("start"), parts.group("hash"), facts)
                    : check(InvoiceVerificationLink.parse(link), facts);
        } catch (IllegalArgumentException noLink) {
            return new LinkVerdict(EnumSet.of(Misfit.NO_LINK));
        }
    }

    /** A hash in another notation is told as that, and the rest compared all the same. */
    private LinkVerdict check(String start, String written, InvoiceFacts facts) {
        String usual = HashText.read(written).map(Sha256::base64Url).orElse(written);
        Set<Misfit> misfits = EnumSet.noneOf(Misfit.class);
        misfits.addAll(
                check(InvoiceVerificationLink.parse(start + usual), facts).misfits());
        if (!usual.equals(written)) {
            misfits.add(Misfit.NOT_CANONICAL);
        }
        return new LinkVerdict(misfits);
    }

    /** Compares every part of a link with the facts of an invoice. */
    public LinkVerdict check(InvoiceVerificationLink link, InvoiceFacts facts) {
        Set<Misfit> misfits = EnumSet.noneOf(Misfit.class);
        if (!QrAddress.same(link.qrBase(), qrBase)) {
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
}
