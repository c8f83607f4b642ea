package dev.ksef.simulator.certificate;

import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes applications for certificates, as many as each subject may make. Thread-safe. */
public final class JudgedApplications implements Stateful {

    private final InstantSource clock;
    private final Duration processingDelay;
    private final ReferenceNumbers references;
    private final CertificationCentre centre;
    private final @Nullable CertificateQuota quota;
    private final Map<String, JudgedApplication> byReference = new HashMap<>();
    private final Map<CertificateHolder, Integer> made = new HashMap<>();
    private final Map<CertificateHolder, CertificateQuota> changed = new ConcurrentHashMap<>();

    /**
     * Begins without applications.
     *
     * @param quota the quota of every subject; null for the usual ones, which depend on the kind of subject
     */
    public JudgedApplications(
            InstantSource clock,
            Duration processingDelay,
            ReferenceNumbers references,
            CertificationCentre centre,
            @Nullable CertificateQuota quota) {
        this.clock = clock;
        this.processingDelay = processingDelay;
        this.references = references;
        this.centre = centre;
        this.quota = quota;
    }

    @Override
    public String section() {
        return "certificate-quotas";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        changed.forEach((holder, own) -> rows.accept(JsonTrees.object()
                .put("holderType", holder.type())
                .put("holder", holder.value())
                .put("enrollments", own.enrollments())
                .put("certificates", own.certificates())));
    }

    @Override
    public void restore(SavedRow row) {
        change(
                new CertificateHolder(row.text("holderType"), row.text("holder")),
                new CertificateQuota(row.number("enrollments"), row.number("certificates")));
    }

    /**
     * Takes an application.
     *
     * @throws BadRequest 25006 if the subject made too many applications, 25007 if it has too many certificates
     */
    synchronized JudgedApplication accept(CertificateOrder order) {
        Instant now = clock.instant();
        requireRoom(order.holder(), now);
        Instant endsAt = now.plus(processingDelay);
        ProcessingStatus outcome = outcome(order, now);
        String serialNumber =
                outcome.success() ? centre.issue(order, now, endsAt).serialNumber() : null;
        JudgedApplication application = new JudgedApplication(
                references.next(ReferenceNumbers.Kind.CERTIFICATE_ENROLLMENT),
                order.holder(),
                now,
                endsAt,
                outcome,
                serialNumber);
        byReference.put(application.referenceNumber(), application);
        made.merge(order.holder(), 1, Integer::sum);
        return application;
    }

    private void requireRoom(CertificateHolder holder, Instant now) {
        if (remainingEnrollments(holder) == 0) {
            throw CertificateRefusals.tooManyEnrollments();
        }
        if (remainingCertificates(holder, now) == 0) {
            throw CertificateRefusals.tooManyCertificates();
        }
    }

    /** Decides an application. Certificates that are not there yet count here, but not for the refusal at once. */
    private ProcessingStatus outcome(CertificateOrder order, Instant now) {
        if (centre.register().certifiedForAnother(order.key(), order.holder())) {
            return JudgedApplication.rejected("Klucz publiczny został już certyfikowany przez inny podmiot.");
        }
        long active = centre.register().of(order.holder()).stream()
                .filter(certificate -> certificate.active(now))
                .count();
        return active < quota(order.holder()).certificates()
                ? JudgedApplication.ISSUED
                : JudgedApplication.rejected("Osiągnięto dopuszczalny limit posiadanych certyfikatów.");
    }

    synchronized Optional<JudgedApplication> find(String referenceNumber) {
        return Optional.ofNullable(byReference.get(referenceNumber));
    }

    public CertificateQuota quota(CertificateHolder holder) {
        CertificateQuota own = changed.get(holder);
        if (own != null) {
            return own;
        }
        return quota != null ? quota : CertificateQuota.usual(holder);
    }

    /** Gives a subject a quota of its own. */
    public void change(CertificateHolder holder, CertificateQuota given) {
        changed.put(holder, given);
    }

    /** Gives a subject the quota of all others again. */
    public void reset(CertificateHolder holder) {
        changed.remove(holder);
    }

    synchronized int remainingEnrollments(CertificateHolder holder) {
        return Math.max(0, quota(holder).enrollments() - made.getOrDefault(holder, 0));
    }

    int remainingCertificates(CertificateHolder holder, Instant now) {
        long active = centre.register().of(holder).stream()
                .filter(certificate -> certificate.issued(now) && certificate.active(now))
                .count();
        return (int) Math.max(0, quota(holder).certificates() - active);
    }
}
