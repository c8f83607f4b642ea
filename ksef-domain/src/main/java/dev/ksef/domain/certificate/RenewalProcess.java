package dev.ksef.domain.certificate;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Deadline;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Leads a renewal from the application that KSeF accepted to a proven certificate. Every failure tells what to resume by.
 */
final class RenewalProcess {

    private final CertificateRegister certificates;
    private final CertificateDependencies dependencies;
    private final CertificateProof proof;
    private final RenewalPlan renewal;
    private ApplicationProgress applied;

    RenewalProcess(
            BoundTransport transport,
            CertificateDependencies dependencies,
            CertificateRegister certificates,
            RenewalPlan renewal,
            ApplicationProgress applied) {
        this.certificates = certificates;
        this.dependencies = dependencies;
        this.proof = new CertificateProof(transport, dependencies, certificates);
        this.renewal = renewal;
        this.applied = applied;
    }

    /**
     * Waits for the certificate, gives it to the new key, and proves it.
     *
     * @throws KsefProcessingException if KSeF issues no certificate
     * @throws KsefRenewalException if anything else stands in the way
     */
    RenewedCertificate finish(Deadline deadline) {
        try {
            return proven(deadline);
        } catch (KsefProcessingException refused) {
            if (applied.serialNumber() == null) {
                throw refused;
            }
            throw unfinished(refused);
        } catch (KsefException failed) {
            throw unfinished(failed);
        } catch (RuntimeException alien) {
            // What the caller's own parts throw may quote anything: its class must do.
            throw new KsefRenewalException(
                    "it failed with " + alien.getClass().getName(),
                    applied.referenceNumber(),
                    applied.serialNumber(),
                    null);
        }
    }

    private KsefRenewalException unfinished(KsefException failed) {
        return new KsefRenewalException(
                String.valueOf(failed.getMessage()), applied.referenceNumber(), applied.serialNumber(), failed);
    }

    private RenewedCertificate proven(Deadline deadline) {
        CertificateSerialNumber number = certificates.awaitSerialNumber(applied, deadline);
        applied = applied.issuedAs(number);
        if (number.equals(renewal.old())) {
            throw new KsefException("It is the certificate that is to be replaced");
        }
        KsefCertificate issued = certificates.awaitContent(number, deadline);
        X509Certificate x509 = issued.x509();
        // Before the key takes it up: signers refuse a certificate that begins much later.
        awaitValidity(number, x509.getNotBefore().toInstant(), deadline);
        Signer signer = renewal.newKey().certified(List.of(x509));
        if (!signer.certificate().certificate().equals(x509)) {
            throw new KsefException("The new key took up another certificate than it was given");
        }
        proof.prove(signer, number, renewal, deadline);
        return new RenewedCertificate(certificates, renewal.old(), issued, signer);
    }

    /** KSeF was seen to write its local time and call it UTC, so that new certificates begin an hour or two later. */
    private void awaitValidity(CertificateSerialNumber number, Instant validFrom, Deadline deadline) {
        long early = validFrom.toEpochMilli() - dependencies.clock().millis();
        if (early <= 0) {
            return;
        }
        if (early > deadline.remainingMillis(dependencies.time())) {
            throw new KsefException("It is valid from " + validFrom + " on, after the time given: resume it then");
        }
        dependencies
                .polling()
                .until("Validity of certificate " + number, dependencies.time().millis() + early);
    }
}
