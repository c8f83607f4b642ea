package dev.ksef.simulator.verification;

import dev.ksef.simulator.certificate.CertificatePurpose;
import dev.ksef.simulator.certificate.RegisteredCertificate;
import dev.ksef.simulator.certificate.RegisteredCertificates;
import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.page.InvoicePicture;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.verification.ScannedLink.OfCertificate;
import dev.ksef.simulator.verification.ScannedLink.OfInvoice;
import dev.ksef.simulator.verification.VerificationPage.Outcome;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.UnservableRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers the links of QR codes: whether an invoice is in KSeF, and whether its issuer vouches for it. */
public final class VerificationEndpoints {

    private final InstantSource clock;
    private final InvoiceArchive archive;
    private final RegisteredCertificates register;
    private final List<String> hosts;
    private final InvoicePicture picture;

    /**
     * Makes the operations.
     *
     * @param hosts hosts that links may be signed for, beside the one that they are opened at
     * @param picture draws the invoice behind a KOD I, if anything does
     */
    public VerificationEndpoints(
            InstantSource clock,
            InvoiceArchive archive,
            RegisteredCertificates register,
            List<String> hosts,
            InvoicePicture picture) {
        this.clock = clock;
        this.archive = archive;
        this.register = register;
        this.hosts = List.copyOf(hosts);
        this.picture = picture;
    }

    public void addTo(RequestRouter router) {
        router.addUncounted("GET", "/invoice/{nip}/{date}/{hash}", this::invoice);
        if (picture.isDrawn()) {
            router.addUncounted("GET", "/invoice/{nip}/{date}/{hash}/" + VerificationPage.PICTURE, this::picture);
        }
        router.addUncounted(
                "GET",
                "/certificate/{contextType}/{contextValue}/{nip}/{serialNumber}/{hash}/{signature}",
                this::certificate);
    }

    private HttpReply invoice(HttpRequest request) {
        return OfInvoice.of(request).map(this::page).orElseGet(VerificationPage::malformed);
    }

    private HttpReply page(OfInvoice link) {
        Optional<StoredInvoice> invoice = found(link);
        return VerificationPage.ofInvoice(
                invoice.isPresent() ? Outcome.FOUND : Outcome.NOT_FOUND,
                invoice.orElse(null),
                picture.isDrawn() ? link.hash() : null);
    }

    private HttpReply picture(HttpRequest request) {
        return OfInvoice.of(request)
                .flatMap(this::found)
                .map(invoice -> picture.page(invoice, request.origin()))
                .orElseThrow(() -> new UnservableRequest(404, "Not Found"));
    }

    private Optional<StoredInvoice> found(OfInvoice link) {
        return invoices(link.sellerNip(), link.hash())
                .filter(invoice -> invoice.issueDate().equals(link.issueDate()))
                .findFirst();
    }

    private HttpReply certificate(HttpRequest request) {
        return OfCertificate.of(request)
                .map(link -> VerificationPage.ofCertificate(
                        verdict(link, request),
                        invoices(link.sellerNip(), link.hash()).findFirst().isPresent()))
                .orElseGet(VerificationPage::malformed);
    }

    private Stream<StoredInvoice> invoices(String sellerNip, String hash) {
        Instant now = clock.instant();
        return archive.answeringTo(Sha256Base64.of(hash)).stream()
                .filter(invoice -> invoice.hasNumber(now) && invoice.sellerNip().equals(sellerNip));
    }

    private Outcome verdict(OfCertificate link, HttpRequest request) {
        Instant now = clock.instant();
        Optional<RegisteredCertificate> known =
                register.find(link.serialNumber()).filter(found -> found.issued(now));
        if (known.isEmpty()) {
            return Outcome.UNKNOWN_CERTIFICATE;
        }
        RegisteredCertificate certificate = known.get();
        if (certificate.origin().purpose() != CertificatePurpose.OFFLINE) {
            return Outcome.WRONG_TYPE;
        }
        if (!certificate.active(now) || now.isBefore(certificate.validFrom())) {
            return Outcome.NOT_ACTIVE;
        }
        return signed(link, certificate, request) ? Outcome.VALID : Outcome.INVALID_SIGNATURE;
    }

    private boolean signed(OfCertificate link, RegisteredCertificate certificate, HttpRequest request) {
        return Stream.concat(request.header("Host").stream(), hosts.stream())
                .anyMatch(host -> OfflineSignature.verifies(
                        certificate.certificate().getPublicKey(), host + link.signedPath(), link.signature()));
    }
}
