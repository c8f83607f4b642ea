package dev.ksef.domain.certificate;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.OffsetPages;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificateLimits.Limit;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificatePageRequest;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.certificate.RetrieveCertificates;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.CertificateApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One application for a certificate, posted once, since each counts. When no answer comes, a certificate of the same name
 * and type is looked for whose key is ours: nobody else can have one.
 */
final class CertificateApplication {

    private static final String WHAT = "Application for a certificate";
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    /** KSeF lets certificates be listed 30 times in a minute and 120 times in an hour. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** By how much {@link CertificateDependencies#clock} may differ from KSeF's clock. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    private final BoundTransport transport;
    private final CertificateDependencies dependencies;
    private final EnrollCertificate request;
    private final RequestedKey key;
    private final CertificateLimits before;
    private final Set<CertificateSerialNumber> others = new HashSet<>();

    /**
     * @param before the limits before the application
     */
    CertificateApplication(
            BoundTransport transport,
            CertificateDependencies dependencies,
            EnrollCertificate request,
            RequestedKey key,
            CertificateLimits before) {
        this.transport = transport;
        this.dependencies = dependencies;
        this.request = request;
        this.key = key;
        this.before = before;
    }

    /**
     * Posts the application. Yields its number, or the number of the certificate that was found because the answer was
     * lost.
     *
     * @param end when looking for the certificate ends at the latest
     */
    ApplicationProgress post(Deadline deadline, Deadline end) {
        long begun = dependencies.clock().millis() - CLOCK_MARGIN_MILLIS;
        try {
            return ApplicationProgress.ofApplication(transport
                    .open(CertificateApi.class, deadline)
                    .enrol(request)
                    .referenceNumber());
        } catch (KsefException failed) {
            if (!RequestOutcome.isUnknown(failed)) {
                throw failed;
            }
            return lookedFor(begun, end, failed);
        }
    }

    /** Looks for as long as one more call may take, since waiting for the lost answer may have used up the deadline. */
    private ApplicationProgress lookedFor(long begun, Deadline end, KsefException unanswered) {
        tell(Step.LOOKING);
        Deadline deadline = transport.scope().callDeadline(dependencies.time()).sooner(end);
        var asked = new AtomicBoolean();
        try {
            CertificateApi api = transport.open(CertificateApi.class, deadline);
            ApplicationProgress found = dependencies
                    .polling()
                    .at(FIRST_LOOK, LONGEST_PAUSE)
                    .await(WHAT + " whose outcome is unknown", null, deadline, () -> {
                        Optional<CertificateSerialNumber> ours = ours(api, begun);
                        asked.set(true);
                        return ours.map(ApplicationProgress::ofCertificate);
                    });
            tell(Step.FOUND);
            return found;
        } catch (RuntimeException blind) {
            // Whatever it was, a closed client included: that the outcome is unknown is what must be told.
            throw unknown(asked.get(), unanswered, blind);
        }
    }

    private Optional<CertificateSerialNumber> ours(CertificateApi api, long begun) {
        CertificateQuery query =
                CertificateQuery.ALL.named(request.certificateName()).of(request.certificateType());
        return OffsetPages.stream(page -> api.query(query, CertificatePageRequest.FIRST.at(page)))
                .filter(row -> request.certificateName().equals(row.name()))
                .filter(row -> mayBeNew(row, begun))
                .map(CertificateMetadata::certificateSerialNumber)
                .filter(number -> number.isValid() && !others.contains(number))
                .filter(number -> hasOurKey(api, number))
                .findFirst();
    }

    private static boolean mayBeNew(CertificateMetadata row, long begun) {
        return row.requestDate() == null || row.requestDate().toInstant().toEpochMilli() >= begun;
    }

    private boolean hasOurKey(CertificateApi api, CertificateSerialNumber number) {
        for (KsefCertificate given :
                api.retrieve(RetrieveCertificates.of(List.of(number))).certificates()) {
            if (number.equals(given.certificateSerialNumber())) {
                return judged(given);
            }
        }
        return false;
    }

    /** Tells whether the certificate has our key. One that has another is not fetched again. */
    private boolean judged(KsefCertificate given) {
        try {
            boolean ours = key.isOf(given.x509());
            if (!ours) {
                others.add(given.certificateSerialNumber());
            }
            return ours;
        } catch (KsefSigningException unreadable) {
            return false;
        }
    }

    private KsefTransportException unknown(boolean asked, KsefException unanswered, RuntimeException blind) {
        tell(Step.GIVEN_UP);
        var told = new KsefTransportException(
                WHAT + " '" + request.certificateName()
                        + "' " + RequestOutcome.told(unanswered)
                        + (asked
                                ? ", and no certificate of that name with our key is listed. "
                                : ", and KSeF could not be asked whether there is a certificate. ")
                        + counted()
                        + " Do not apply again before looking: list the certificates of that name later, and resume by the"
                        + " serial number if one has this key",
                Delivery.UNKNOWN,
                unanswered);
        told.addSuppressed(blind);
        return told;
    }

    /** Tells whether the limits counted the application: a hint, no proof, since others may have applied meanwhile. */
    private String counted() {
        Integer first = remaining(before);
        Integer now;
        try {
            now = remaining(transport.open(CertificateApi.class).limits());
        } catch (RuntimeException unknown) {
            now = null;
        }
        if (first == null || now == null) {
            return "How many applications KSeF counted could not be learned.";
        }
        return now < first
                ? "KSeF counted one: " + now + " are left of " + first + " before."
                : "KSeF counted none so far: " + now + " are left as before, so it seems not to have arrived.";
    }

    private static @Nullable Integer remaining(CertificateLimits limits) {
        Limit enrollment = limits.enrollment();
        return enrollment == null ? null : enrollment.remaining();
    }

    private void tell(Step step) {
        dependencies.listener().on(new KsefEvent.Reconciling(WHAT, null, step));
    }
}
