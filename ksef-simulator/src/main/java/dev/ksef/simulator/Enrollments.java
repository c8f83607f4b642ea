package dev.ksef.simulator;

import dev.ksef.simulator.CertificateAuthority.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Applications for certificates, and how many each subject may make. Thread-safe. */
final class Enrollments {

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final Status RUNNING = Status.of(100, "Wniosek przyjęty do realizacji");
    private static final Status ISSUED = Status.of(200, "Wniosek obsłużony (certyfikat wygenerowany)");
    private static final String REJECTED = "Wniosek odrzucony";

    /**
     * One application: judged when it came, but it shows only as time passes.
     *
     * @param serialNumber of the certificate, if one was issued
     */
    record Enrollment(
            String referenceNumber,
            CertificateHolder holder,
            Instant requestedAt,
            Instant endsAt,
            Status outcome,
            @Nullable String serialNumber) {

        /** Whether KSeF still tells how it ended. */
        boolean shown(Instant now) {
            return now.isBefore(requestedAt.plus(SHOWN));
        }

        ObjectNode json(Instant now) {
            boolean over = !now.isBefore(endsAt);
            ObjectNode json = Json.object().put("requestDate", Timestamps.json(requestedAt));
            json.set("status", (over ? outcome : RUNNING).json());
            if (over && serialNumber != null) {
                json.put("certificateSerialNumber", serialNumber);
            }
            return json;
        }
    }

    private final InstantSource clock;
    private final Duration processingDelay;
    private final ReferenceNumbers references;
    private final CertificateAuthority authority;
    private final @Nullable CertificateQuota quota;
    private final List<Enrollment> all = new ArrayList<>();

    /**
     * Begins without any.
     *
     * @param quota for every subject, or null for the usual one of each kind
     */
    Enrollments(
            InstantSource clock,
            Duration processingDelay,
            ReferenceNumbers references,
            CertificateAuthority authority,
            @Nullable CertificateQuota quota) {
        this.clock = clock;
        this.processingDelay = processingDelay;
        this.references = references;
        this.authority = authority;
        this.quota = quota;
    }

    /**
     * Takes an application.
     *
     * @throws BadRequest 25006 or 25007 if the subject has made or has too many
     */
    synchronized Enrollment accept(Order order) {
        Instant now = clock.instant();
        requireRoom(order.holder(), now);
        Instant endsAt = now.plus(processingDelay);
        Status outcome = outcome(order, now);
        String serialNumber =
                outcome.success() ? authority.issue(order, now, endsAt).serialNumber() : null;
        Enrollment enrollment = new Enrollment(
                references.next(ReferenceNumbers.Kind.CERTIFICATE_ENROLLMENT),
                order.holder(),
                now,
                endsAt,
                outcome,
                serialNumber);
        all.add(enrollment);
        return enrollment;
    }

    private void requireRoom(CertificateHolder holder, Instant now) {
        if (remainingEnrollments(holder) == 0) {
            throw CertificateRefusals.tooManyEnrollments();
        }
        if (remainingCertificates(holder, now) == 0) {
            throw CertificateRefusals.tooManyCertificates();
        }
    }

    /** Certificates on their way count here, though not for the refusal at once. */
    private Status outcome(Order order, Instant now) {
        if (authority.register().certifiedForAnother(order.key(), order.holder())) {
            return Status.of(400, REJECTED, "Klucz publiczny został już certyfikowany przez inny podmiot.");
        }
        long active = authority.register().of(order.holder()).stream()
                .filter(certificate -> certificate.active(now))
                .count();
        return active < quota(order.holder()).certificates()
                ? ISSUED
                : Status.of(400, REJECTED, "Osiągnięto dopuszczalny limit posiadanych certyfikatów.");
    }

    synchronized Optional<Enrollment> find(String referenceNumber) {
        return all.stream()
                .filter(enrollment -> enrollment.referenceNumber().equals(referenceNumber))
                .findFirst();
    }

    CertificateQuota quota(CertificateHolder holder) {
        return quota != null ? quota : CertificateQuota.usual(holder);
    }

    synchronized int remainingEnrollments(CertificateHolder holder) {
        long made = all.stream()
                .filter(enrollment -> enrollment.holder().equals(holder))
                .count();
        return (int) Math.max(0, quota(holder).enrollments() - made);
    }

    int remainingCertificates(CertificateHolder holder, Instant now) {
        long active = authority.register().of(holder).stream()
                .filter(certificate -> certificate.issued(now) && certificate.active(now))
                .count();
        return (int) Math.max(0, quota(holder).certificates() - active);
    }
}
