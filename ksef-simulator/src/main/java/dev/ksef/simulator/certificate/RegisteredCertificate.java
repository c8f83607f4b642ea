package dev.ksef.simulator.certificate;

import dev.ksef.simulator.state.SavedKeys;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A KSeF certificate in the register: what it was issued for, when it ends, and whether it was revoked. Thread-safe. */
public final class RegisteredCertificate {

    /**
     * What never changes of a certificate.
     *
     * @param name what its holder calls it
     * @param commonName the name of its subject, without what the purpose adds
     * @param issuedAt the time from which on clients find it
     */
    public record Origin(
            String serialNumber,
            String name,
            CertificatePurpose purpose,
            String commonName,
            CertificateHolder holder,
            Instant requestedAt,
            Instant issuedAt) {}

    private final Origin origin;
    private final X509Certificate certificate;
    private @Nullable Instant revokedFrom;
    private Instant validTo;

    RegisteredCertificate(Origin origin, X509Certificate certificate) {
        this.origin = origin;
        this.certificate = certificate;
        this.validTo = certificate.getNotAfter().toInstant();
    }

    /** The certificate that a row of the saved state has. */
    static RegisteredCertificate saved(SavedRow row) {
        Origin origin = new Origin(
                row.text("serialNumber"),
                row.text("name"),
                row.as("purpose", CertificatePurpose::of),
                row.text("commonName"),
                new CertificateHolder(row.text("holderType"), row.text("holder")),
                row.instant("requestedAt"),
                row.instant("issuedAt"));
        RegisteredCertificate certificate = new RegisteredCertificate(origin, SavedKeys.certificate(row));
        certificate.validTo = row.instant("validTo");
        Instant revoked = row.optionalInstant("revokedFrom");
        if (revoked != null) {
            certificate.revokeFrom(revoked);
        }
        return certificate;
    }

    synchronized ObjectNode savedJson() {
        return JsonTrees.object()
                .put("serialNumber", serialNumber())
                .put("name", origin.name())
                .put("purpose", origin.purpose().text())
                .put("commonName", origin.commonName())
                .put("holderType", holder().type())
                .put("holder", holder().value())
                .put("requestedAt", origin.requestedAt().toString())
                .put("issuedAt", origin.issuedAt().toString())
                .put("validTo", validTo.toString())
                .put("revokedFrom", revokedFrom == null ? null : revokedFrom.toString())
                .put("certificate", SavedKeys.base64(certificate));
    }

    public Origin origin() {
        return origin;
    }

    public String serialNumber() {
        return origin.serialNumber();
    }

    CertificateHolder holder() {
        return origin.holder();
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Instant validFrom() {
        return certificate.getNotBefore().toInstant();
    }

    /** When it ends for KSeF, which may be earlier than the certificate itself says. */
    synchronized Instant validTo() {
        return validTo;
    }

    /** Lets the certificate end earlier. Tells whether the given time is no later than the present end. */
    synchronized boolean endAt(Instant time) {
        if (time.isAfter(validTo)) {
            return false;
        }
        validTo = time;
        return true;
    }

    public boolean issued(Instant now) {
        return !now.isBefore(origin.issuedAt());
    }

    synchronized RegisteredCertificateStatus status(Instant now) {
        if (revokedFrom != null) {
            return now.isBefore(revokedFrom)
                    ? RegisteredCertificateStatus.BLOCKED
                    : RegisteredCertificateStatus.REVOKED;
        }
        return now.isBefore(validTo()) ? RegisteredCertificateStatus.ACTIVE : RegisteredCertificateStatus.EXPIRED;
    }

    public boolean active(Instant now) {
        return status(now) == RegisteredCertificateStatus.ACTIVE;
    }

    /** Blocks the certificate until the given time, and revokes it from then on. */
    public synchronized void revokeFrom(Instant time) {
        revokedFrom = time;
    }

    /** Does the same as {@link #revokeFrom}, but only to an active certificate. Tells whether it was active. */
    synchronized boolean revokeActive(Instant now, Instant from) {
        if (!active(now)) {
            return false;
        }
        revokeFrom(from);
        return true;
    }

    ObjectNode listItem(Instant now) {
        ObjectNode json = JsonTrees.object()
                .put("certificateSerialNumber", serialNumber())
                .put("name", origin.name())
                .put("type", origin.purpose().text())
                .put("commonName", origin.commonName())
                .put("status", status(now).text());
        json.set("subjectIdentifier", holder().json());
        return json.put("validFrom", KsefTimestamps.json(validFrom()))
                .put("validTo", KsefTimestamps.json(validTo()))
                .putNull("lastUseDate")
                .put("requestDate", KsefTimestamps.json(origin.requestedAt()));
    }

    ObjectNode content() {
        return JsonTrees.object()
                .put("certificate", Base64.getEncoder().encodeToString(der()))
                .put("certificateName", origin.name())
                .put("certificateSerialNumber", serialNumber())
                .put("certificateType", origin.purpose().text());
    }

    private byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
