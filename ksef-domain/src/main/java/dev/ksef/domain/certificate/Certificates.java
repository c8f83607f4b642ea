package dev.ksef.domain.certificate;

import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.OffsetPages;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificatePageRequest;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.CertificatesPage;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.model.certificate.EnrollmentStatus;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.certificate.RetrieveCertificates;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.CertificateApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The KSeF certificates of the subject that is signed in, from application to revocation. They belong to that subject in any
 * context. Applications and revocations need a sign-in with a signature: KSeF refuses them after a sign-in with a KSeF token.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md">certyfikaty-KSeF</a>; operations of
 * {@link CertificateApi}.
 */
public final class Certificates {

    private final BoundTransport transport;
    private final CertificateDependencies dependencies;
    private final CertificateRegister register;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param signIn proves new certificates to sign in with
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits for KSeF
     */
    public Certificates(
            Transport transport,
            CallScope scope,
            SignIn signIn,
            InstantSource clock,
            Time time,
            KsefListener listener) {
        this.transport = new BoundTransport(transport, scope);
        this.dependencies =
                new CertificateDependencies(signIn, new StatusPolling(time, listener), clock, time, listener);
        this.register = new CertificateRegister(this.transport, dependencies);
    }

    /** How many more certificates may be applied for, and how many more may be valid at once. */
    public CertificateLimits limits() {
        return api().limits();
    }

    /**
     * Returns the subject that KSeF would issue a certificate to.
     *
     * @throws KsefApiException with 25001 after a sign-in with a KSeF token
     */
    public CertificateEnrollmentData enrollmentData() {
        return EnrollmentRefusals.explained(api()::enrollmentData);
    }

    /** Applies for a certificate that is valid from its issue. */
    public CertificateEnrollment enrol(CertificateType type, String name, NewKey newKey) {
        return enrol(type, name, newKey, null);
    }

    /**
     * Applies for a certificate once. If KSeF's answer is lost, this does not apply again, but looks for a certificate with
     * this key, for up to the timeout of a call. Store the key before you apply: a certificate without its private key is
     * worthless.
     *
     * @param name a name for the certificate: 5 to 100 letters, digits, spaces, hyphens and underscores
     * @param validFrom the beginning of its validity; its issue if null
     * @throws IllegalArgumentException if KSeF would not accept the name
     * @throws KsefException if KSeF would accept no application now; nothing was applied for then
     * @throws KsefApiException if KSeF refuses: 25002 after a sign-in with a KSeF token, 25003 and 25004 application, 25006 and
     *     25007 limits, 25010 and 25011 key
     * @throws KsefTransportException if it is unknown whether KSeF received it
     */
    public CertificateEnrollment enrol(CertificateType type, String name, NewKey newKey, @Nullable Instant validFrom) {
        EnrollCertificate.requireName(name);
        return new CertificateEnrollment(register, apply(type, name, newKey, validFrom, Deadline.NEVER));
    }

    private ApplicationProgress apply(
            CertificateType type, String name, NewKey newKey, @Nullable Instant validFrom, Deadline end) {
        Deadline deadline = transport.scope().callDeadline(dependencies.time()).sooner(end);
        CertificateApi api = api(deadline);
        // First, since the limits only say that a sign-in of the wrong kind cannot apply, and this says why.
        CertificateEnrollmentData subject = EnrollmentRefusals.explained(api::enrollmentData);
        CertificateLimits limits = api.limits();
        EnrollmentRefusals.requireRoom(limits);
        byte[] pkcs10 = newKey.certificationRequest(subject);
        OffsetDateTime from = validFrom == null ? null : validFrom.atOffset(ZoneOffset.UTC);
        var application = new CertificateApplication(
                transport,
                dependencies,
                EnrollCertificate.of(name, type, pkcs10).validFrom(from),
                RequestedKey.of(pkcs10),
                limits);
        return EnrollmentRefusals.explained(() -> application.post(deadline, end));
    }

    /** Requests the status of an application with one call. */
    public EnrollmentStatus enrollment(ReferenceNumber application) {
        return api().enrollment(application);
    }

    /**
     * Waits for the certificate of an application that was made here or elsewhere.
     *
     * @throws KsefProcessingException if KSeF issues none: 400 refused, 500 unknown error, 550 cancelled (apply again)
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not issued in time
     */
    public KsefCertificate awaitCertificate(ReferenceNumber application, Duration patience) {
        return register.issued(ApplicationProgress.ofApplication(application), patience);
    }

    /**
     * Returns a certificate.
     *
     * @throws KsefException if KSeF does not give it
     */
    public KsefCertificate get(CertificateSerialNumber number) {
        return CertificateRegister.given(api(), number)
                .orElseThrow(() -> new KsefException(
                        "KSeF gives no certificate " + number + ": it is unknown, or belongs to another subject"));
    }

    /** Certificates, as far as KSeF gives them; any number of them, ten with each call. */
    public List<KsefCertificate> retrieve(List<CertificateSerialNumber> numbers) {
        CertificateApi api = api();
        List<KsefCertificate> all = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += RetrieveCertificates.MOST) {
            int to = Math.min(numbers.size(), from + RetrieveCertificates.MOST);
            all.addAll(api.retrieve(RetrieveCertificates.of(numbers.subList(from, to)))
                    .certificates());
        }
        return List.copyOf(all);
    }

    /** What is known of a certificate: its status, its dates; empty if KSeF lists none with this number. */
    public Optional<CertificateMetadata> find(CertificateSerialNumber number) {
        Objects.requireNonNull(number, "number");
        return register.find(number, transport.scope().callDeadline(dependencies.time()));
    }

    /**
     * Returns the certificate of a key: for a process that was stopped between applying and keeping the number. Every
     * certificate among those of the query is looked at. An application that is not decided yet shows here once its certificate
     * is issued.
     *
     * @param newKey the key that was applied with
     * @param among best by name and type
     */
    public Optional<KsefCertificate> find(NewKey newKey, CertificateQuery among) {
        RequestedKey key = RequestedKey.of(newKey.certificationRequest(enrollmentData()));
        List<CertificateSerialNumber> numbers = stream(among)
                .map(CertificateMetadata::certificateSerialNumber)
                .filter(CertificateSerialNumber::isValid)
                .toList();
        return retrieve(numbers).stream().filter(given -> isOf(given, key)).findFirst();
    }

    private static boolean isOf(KsefCertificate given, RequestedKey key) {
        try {
            return key.isOf(given.x509());
        } catch (KsefSigningException unreadable) {
            return false;
        }
    }

    /** What is known of certificates: one page, those applied for last first. */
    public CertificatesPage list(CertificateQuery query, CertificatePageRequest page) {
        return api().query(query, page);
    }

    /** What is known of certificates, those applied for last first, fetched page by page as they are read. */
    public Stream<CertificateMetadata> stream(CertificateQuery query) {
        CertificateApi api = api();
        return OffsetPages.stream(number -> api.query(query, CertificatePageRequest.FIRST.at(number)));
    }

    /**
     * Returns the active certificates that expire within a time, the soonest first. Those whose end KSeF does not tell come
     * last, since somebody should look at them.
     */
    public List<CertificateMetadata> expiring(Duration within) {
        // Signing in first sets our clock, by which it is judged what is soon.
        transport.scope().bearerSource().bearer(transport.scope().callDeadline(dependencies.time()));
        Instant now = dependencies.clock().instant();
        Instant end = now.plus(within);
        return stream(CertificateQuery.ALL.with(CertificateStatus.ACTIVE).expiringAfter(now))
                .filter(row ->
                        row.validTo() == null || !row.validTo().toInstant().isAfter(end))
                .sorted(Comparator.comparing(
                        CertificateMetadata::validTo, Comparator.nullsLast(OffsetDateTime.timeLineOrder())))
                .toList();
    }

    /**
     * Revokes a certificate. One that is revoked already, or being revoked, is revoked: the call may be made again.
     *
     * @throws KsefApiException if KSeF refuses: 25008 no such certificate, 25009 expired
     */
    public void revoke(CertificateSerialNumber number, CertificateRevocationReason reason) {
        register.revoke(number, reason);
    }

    /**
     * Replaces a certificate: applies with the new key, waits for the certificate, gives it to the key, and proves it, by a
     * sign-in or a trial signature. The old certificate stays valid; the result can revoke it. If the new certificate becomes
     * valid a little later, this waits for it. A process that may be stopped in between should apply with {@link #enrol}, keep
     * the number, and resume with it. If even the number is lost, {@link #find(NewKey, CertificateQuery)} finds the
     * certificate.
     *
     * @throws KsefException if there is no such certificate, it has another type, or KSeF would take no application; nothing
     *     was applied for then
     * @throws KsefApiException if KSeF refuses the application
     * @throws KsefTransportException if it is unknown whether KSeF received the application
     * @throws KsefProcessingException if KSeF issues no certificate
     * @throws KsefRenewalException if anything fails after KSeF received the application; it holds the number to resume with
     */
    public RenewedCertificate renew(RenewalPlan renewal, Duration patience) {
        Deadline deadline = Deadline.after(patience, dependencies.time());
        CertificateMetadata old = register.find(renewal.old(), deadline)
                .orElseThrow(() -> new KsefException("There is no certificate " + renewal.old()
                        + " to be replaced: it is unknown, or belongs to another subject"));
        requireType(old.type(), renewal);
        String name = EnrollCertificate.requireName(nameOf(old, renewal));
        return finish(renewal, apply(renewal.type(), name, renewal.newKey(), renewal.validFrom(), deadline), deadline);
    }

    private static void requireType(@Nullable OpenEnum<CertificateType> type, RenewalPlan renewal) {
        if (type != null
                && type.known().filter(known -> known != renewal.type()).isPresent()) {
            throw new KsefException("The certificate " + renewal.old() + " is of type " + type + ", and one of type "
                    + renewal.type().value() + " cannot replace it");
        }
    }

    private static String nameOf(CertificateMetadata old, RenewalPlan renewal) {
        String name = renewal.name() != null ? renewal.name() : old.name();
        if (name == null) {
            throw new KsefException(
                    "KSeF does not tell the name of certificate " + renewal.old() + ": name the new one");
        }
        return name;
    }

    /**
     * Goes on with a renewal that applied already, by the number of its application.
     *
     * @param renewal as before, with the same key
     * @throws KsefProcessingException if KSeF issues no certificate
     * @throws KsefRenewalException if anything else fails
     */
    public RenewedCertificate resume(ReferenceNumber application, RenewalPlan renewal, Duration patience) {
        return finish(
                renewal, ApplicationProgress.ofApplication(application), Deadline.after(patience, dependencies.time()));
    }

    /**
     * Goes on with a renewal whose certificate was issued already, by its number.
     *
     * @param renewal as before, with the same key
     * @throws KsefRenewalException if anything stands in the way
     */
    public RenewedCertificate resume(CertificateSerialNumber issued, RenewalPlan renewal, Duration patience) {
        return finish(
                renewal, ApplicationProgress.ofCertificate(issued), Deadline.after(patience, dependencies.time()));
    }

    private RenewedCertificate finish(RenewalPlan renewal, ApplicationProgress applied, Deadline deadline) {
        return new RenewalProcess(transport, dependencies, register, renewal, applied).finish(deadline);
    }

    private CertificateApi api() {
        return transport.open(CertificateApi.class);
    }

    private CertificateApi api(Deadline deadline) {
        return transport.open(CertificateApi.class, deadline);
    }
}
