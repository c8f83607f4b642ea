package dev.ksef.domain.certificate;

import dev.ksef.domain.auth.CompletedSignIn;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.BearerSource;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;

/** Proves that a new certificate works, before anybody relies on it. */
final class CertificateProof {

    private static final String TRIAL = "a trial of no meaning";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final BoundTransport transport;
    private final CertificateDependencies dependencies;
    private final CertificateRegister certificates;

    CertificateProof(BoundTransport transport, CertificateDependencies dependencies, CertificateRegister certificates) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.certificates = certificates;
    }

    /**
     * Proves one certificate: one to sign in with by a sign-in, one for codes by a trial signature and its listing.
     *
     * @throws KsefException if it does not work
     */
    void prove(Signer signer, CertificateSerialNumber number, RenewalPlan renewal, Deadline deadline) {
        requireUsage(signer.certificate().certificate(), renewal.type());
        signer.prove();
        Function<Signer, Credentials> credentials = renewal.credentials();
        if (credentials == null) {
            signCode(signer);
            awaitActive(number, deadline);
        } else {
            signIn(credentials.apply(signer), deadline);
        }
    }

    private static void requireUsage(X509Certificate certificate, CertificateType type) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[type == CertificateType.OFFLINE ? NON_REPUDIATION : DIGITAL_SIGNATURE]) {
            throw new KsefSigningException("Its key usage is not that of a certificate of type " + type.value());
        }
    }

    private static void signCode(Signer signer) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.forCode(signer.certificate().publicKey());
        byte[] trial = TRIAL.getBytes(StandardCharsets.US_ASCII);
        if (!algorithm.verifies(signer.certificate().publicKey(), trial, signer.sign(algorithm, trial))) {
            throw new KsefSigningException("A trial KOD II signature (" + algorithm + ") did not verify");
        }
    }

    private void awaitActive(CertificateSerialNumber number, Deadline deadline) {
        dependencies
                .polling()
                .await("Listing of certificate " + number, null, deadline, () -> active(number, deadline));
    }

    private Optional<CertificateMetadata> active(CertificateSerialNumber number, Deadline deadline) {
        Optional<CertificateMetadata> listed = certificates.find(number, deadline);
        listed.filter(row -> row.is(CertificateStatus.REVOKED)
                        || row.is(CertificateStatus.BLOCKED)
                        || row.is(CertificateStatus.EXPIRED))
                .ifPresent(row -> {
                    throw new KsefException("KSeF lists it as " + row.status());
                });
        return listed.filter(row -> row.is(CertificateStatus.ACTIVE));
    }

    private void signIn(Credentials credentials, Deadline deadline) {
        ContextIdentifier context = transport.scope().context();
        if (context == null) {
            throw new IllegalStateException("A certificate is renewed on behalf of a context, and there is none");
        }
        end(dependencies.signIn().signIn(context, credentials, deadline), deadline);
    }

    private void end(CompletedSignIn trial, Deadline deadline) {
        try {
            transport
                    .withBearerSource(BearerSource.of(trial.tokens().refreshToken()))
                    .open(AuthSessionApi.class, deadline)
                    .closeCurrent();
        } catch (KsefException left) {
            // The proof was given; that its sign-in lives on for some days is worth telling, not worth failing for.
            dependencies.listener().on(new KsefEvent.TrialSignInLeft(trial.referenceNumber()));
        }
    }
}
