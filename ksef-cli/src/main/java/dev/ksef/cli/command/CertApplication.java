package dev.ksef.cli.command;

import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.domain.certificate.CertificateEnrollment;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.port.signing.NewKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Applies for a certificate once, however often it is told to: KSeF counts applications. Its number is noted beside the key
 * until the certificate is there, and an issued certificate is found by its key.
 */
final class CertApplication {

    private final Invocation invocation;
    private final Certificates certificates;
    private final Duration patience;
    private final Path note;

    /** @param keyFile where the key is kept */
    CertApplication(Invocation invocation, Certificates certificates, Duration patience, Path keyFile) {
        this.invocation = invocation;
        this.certificates = certificates;
        this.patience = patience;
        this.note = keyFile.resolveSibling(keyFile.getFileName() + ".application");
    }

    /** Returns the certificate of a key, which is applied for unless that was done before. */
    KsefCertificate issued(CertificateType type, String name, NewKey key) {
        KsefCertificate issued = certificates.find(key, CertificateQuery.ALL).orElseGet(() -> awaited(type, name, key));
        forget();
        return issued;
    }

    private KsefCertificate awaited(CertificateType type, String name, NewKey key) {
        try {
            return Files.exists(note)
                    ? certificates.awaitCertificate(
                            ReferenceNumber.of(Files.readString(note).strip()), patience)
                    : applied(type, name, key);
        } catch (KsefProcessingException refused) {
            forget();
            throw refused;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw failure("The number of the application cannot be read from " + note, unreadable);
        }
    }

    private KsefCertificate applied(CertificateType type, String name, NewKey key) throws IOException {
        CertificateEnrollment enrollment = certificates.enrol(type, name, key);
        if (enrollment.referenceNumber().isPresent()) {
            String number = enrollment.referenceNumber().get().value();
            PrivateFile.replace(note, number.getBytes(StandardCharsets.US_ASCII));
            invocation.messages().say(invocation.words().get("cert.applied", number));
        }
        return enrollment.await(patience);
    }

    private void forget() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException locked) {
            throw failure("The number of the application cannot be removed: " + note, locked);
        }
    }

    private static UncheckedIOException failure(String what, Exception cause) {
        return new UncheckedIOException(what, cause instanceof IOException io ? io : new IOException(cause));
    }
}
