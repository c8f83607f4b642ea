package dev.ksef.domain.certificate;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificatePageRequest;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.EnrollmentStatus;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.certificate.RetrieveCertificates;
import dev.ksef.model.certificate.RevokeCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.api.CertificateApi;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks up in KSeF's register what becomes of one certificate, from its application to its revocation. */
final class CertificateRegister {

    private static final String WHAT = "Application for a certificate";
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    /** KSeF lets an application be asked for 30 times in a minute and 120 times in an hour. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final BoundTransport transport;
    private final CertificateDependencies dependencies;

    CertificateRegister(BoundTransport transport, CertificateDependencies dependencies) {
        this.transport = transport;
        this.dependencies = dependencies;
    }

    /** Waits for the certificate of an application. */
    KsefCertificate issued(ApplicationProgress applied, Duration patience) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        return awaitContent(awaitSerialNumber(applied, deadline), deadline);
    }

    CertificateSerialNumber awaitSerialNumber(ApplicationProgress applied, Deadline deadline) {
        if (applied.serialNumber() != null) {
            return applied.serialNumber();
        }
        ReferenceNumber application = applied.referenceNumber();
        if (application == null) {
            throw new IllegalStateException("An application has a number, or its certificate has");
        }
        CertificateApi api = api(deadline);
        return dependencies
                .polling()
                .at(FIRST_LOOK, LONGEST_PAUSE)
                .await(WHAT, application, deadline, () -> decided(application, api.enrollment(application)));
    }

    private static Optional<CertificateSerialNumber> decided(ReferenceNumber application, EnrollmentStatus answer) {
        if (answer.status().isFailure()) {
            throw new KsefProcessingException(WHAT, answer.status(), application);
        }
        if (!answer.status().isSuccess()) {
            return Optional.empty();
        }
        CertificateSerialNumber number = answer.certificateSerialNumber();
        if (number == null) {
            throw new KsefException(WHAT + " " + application
                    + " succeeded, but KSeF does not tell the certificate's serial number: look for it in the list");
        }
        return Optional.of(number);
    }

    /** Waits for the certificate itself, which KSeF may not hand out right after its issue. */
    KsefCertificate awaitContent(CertificateSerialNumber number, Deadline deadline) {
        CertificateApi api = api(deadline);
        return dependencies
                .polling()
                .at(FIRST_LOOK, LONGEST_PAUSE)
                .await("Certificate " + number, null, deadline, () -> given(api, number));
    }

    static Optional<KsefCertificate> given(CertificateApi api, CertificateSerialNumber number) {
        return api.retrieve(RetrieveCertificates.of(List.of(number))).certificates().stream()
                .filter(certificate -> certificate.certificateSerialNumber().equals(number))
                .findFirst();
    }

    Optional<CertificateMetadata> find(CertificateSerialNumber number, Deadline deadline) {
        return api(deadline)
                .query(CertificateQuery.ALL.serialNumber(number), CertificatePageRequest.FIRST)
                .certificates()
                .stream()
                .filter(row -> row.certificateSerialNumber().equals(number))
                .findFirst();
    }

    /** Revokes a certificate; one that is revoked already, or being revoked, is no failure. */
    void revoke(CertificateSerialNumber number, CertificateRevocationReason reason) {
        try {
            transport.open(CertificateApi.class).revoke(number, RevokeCertificate.of(reason));
        } catch (KsefApiException refused) {
            if (!refused.has(CertificateErrorCodes.NOT_REVOCABLE) || !isRevoked(number, refused)) {
                throw refused;
            }
        }
    }

    private boolean isRevoked(CertificateSerialNumber number, KsefApiException refused) {
        try {
            return find(number, transport.scope().callDeadline(dependencies.time()))
                    .filter(row -> row.is(CertificateStatus.REVOKED) || row.is(CertificateStatus.BLOCKED))
                    .isPresent();
        } catch (KsefException blind) {
            refused.addSuppressed(blind);
            return false;
        }
    }

    private CertificateApi api(Deadline deadline) {
        return transport.open(CertificateApi.class, deadline);
    }
}
