package dev.ksef.examples.guide;

import dev.ksef.KsefContextClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The snippets of "Renew a certificate". */
public final class CertificateRenewal {

    private CertificateRenewal() {}

    /** What somebody should look after. */
    public static List<CertificateMetadata> expiring(KsefContextClient company) {
        // snippet: expiring
        List<CertificateMetadata> soon = company.certificates().expiring(Duration.ofDays(30));
        // end
        return soon;
    }

    /** The whole way, from the old certificate to the new one. */
    public static RenewedCertificate renew(
            KsefContextClient company,
            CertificateMetadata old,
            NewKey newKey,
            Function<Signer, Credentials> credentials,
            Consumer<Signer> switchTo) {
        // snippet: renew
        RenewalPlan renewal = RenewalPlan.ofAuthentication(old.certificateSerialNumber(), newKey, credentials);
        RenewedCertificate renewed = company.certificates().renew(renewal, Duration.ofHours(3));
        switchTo.accept(renewed.signer());
        renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
        // end
        return renewed;
    }

    /** What was begun by a process that was stopped before it kept any number. */
    public static Optional<RenewedCertificate> goOn(KsefContextClient company, String name, RenewalPlan renewal) {
        // snippet: stopped
        Certificates certificates = company.certificates();
        return certificates
                .find(renewal.newKey(), CertificateQuery.ALL.named(name).of(renewal.type()))
                .map(issued -> certificates.resume(issued.certificateSerialNumber(), renewal, Duration.ofHours(3)));
        // end
    }

    /** What was begun and not brought to its end. */
    public static RenewedCertificate resume(
            KsefContextClient company, RenewalPlan renewal, KsefRenewalException unfinished) {
        // snippet: resume
        return unfinished
                .serialNumber()
                .map(issued -> company.certificates().resume(issued, renewal, Duration.ofHours(3)))
                .orElseGet(() -> company.certificates()
                        .resume(unfinished.referenceNumber().orElseThrow(), renewal, Duration.ofHours(3)));
        // end
    }
}
