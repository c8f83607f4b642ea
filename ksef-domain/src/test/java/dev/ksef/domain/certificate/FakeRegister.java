package dev.ksef.domain.certificate;

import dev.ksef.domain.Faked;
import dev.ksef.domain.auth.CompletedSignIn;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationSessionsPage;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificateLimits.Limit;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificatePageRequest;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.CertificatesPage;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.model.certificate.EnrollmentAccepted;
import dev.ksef.model.certificate.EnrollmentStatus;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.certificate.RetrieveCertificates;
import dev.ksef.model.certificate.RetrievedCertificates;
import dev.ksef.model.certificate.RevokeCertificate;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.CertificateApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/** Issues and keeps certificates as KSeF does; what else shall happen at a call is up to the test. */
final class FakeRegister implements CertificateApi {

    static final CertificateSerialNumber OLD = CertificateSerialNumber.of("01AA000000000000");
    static final CertificateSerialNumber NEW = CertificateSerialNumber.of("0123000000000001");
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final CertificateEnrollmentData SUBJECT =
            new CertificateEnrollmentData("Firma", "PL", null, null, null, null, "Firma", "VATPL-5265877635");
    private static final int EC_KEY_BYTES = 91;

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final RecordedEvents events = new RecordedEvents();
    final List<String> calls = new ArrayList<>();
    final List<EnrollCertificate> applications = new ArrayList<>();
    final List<KsefCertificate> issued = new ArrayList<>();
    final List<CertificateMetadata> rows = new ArrayList<>();
    final Deque<EnrollmentStatus> statuses = new ArrayDeque<>();
    final List<Credentials> trials = new ArrayList<>();
    final List<Integer> packs = new ArrayList<>();
    CertificateLimits limits = limits(true, 12, 6);
    Runnable onEnrol = () -> {};
    Runnable onAnswer = () -> {};
    Runnable onData = () -> {};
    Runnable onRevoke = () -> {};
    Runnable onQuery = () -> {};
    Runnable onSignIn = () -> {};
    Runnable onEnd = () -> {};
    Duration validIn = Duration.ZERO;
    PublicKey instead;
    private CallScope latest;
    boolean usageOfTheOther;

    FakeRegister() {
        keep(OLD, "Stary certyfikat", CertificateType.AUTHENTICATION, CertificateStatus.ACTIVE, 30);
    }

    Certificates certificates() {
        var transport = new FakeTransport()
                .withScoped(CertificateApi.class, scope -> {
                    latest = scope;
                    return this;
                })
                .withScoped(AuthSessionApi.class, Sessions::new);
        BearerSource bearer = BearerSource.of(
                new AccessToken("a", time.instant().atOffset(ZoneOffset.UTC).plusDays(1)));
        return new Certificates(
                transport,
                CallScope.of(Nip.of("5265877635"), bearer, Duration.ofMinutes(2)),
                this::signIn,
                time,
                time,
                events);
    }

    static CertificateLimits limits(Boolean canRequest, int applications, int certificates) {
        return new CertificateLimits(canRequest, new Limit(applications, 12), new Limit(certificates, 6));
    }

    void keep(CertificateSerialNumber number, String name, CertificateType type, CertificateStatus status, int days) {
        rows.add(
                0,
                new CertificateMetadata(
                        number,
                        name,
                        OpenEnum.of(type),
                        "Firma",
                        OpenEnum.of(status),
                        null,
                        null,
                        time.instant().plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC),
                        null,
                        time.instant().atOffset(ZoneOffset.UTC)));
    }

    CertificateStatus status(CertificateSerialNumber number) {
        return row(number).status().known().orElseThrow();
    }

    private CertificateMetadata row(CertificateSerialNumber number) {
        return rows.stream()
                .filter(row -> row.certificateSerialNumber().equals(number))
                .findFirst()
                .orElseThrow();
    }

    void change(CertificateSerialNumber number, CertificateStatus status) {
        rows.replaceAll(row -> row.certificateSerialNumber().equals(number)
                ? new CertificateMetadata(
                        number,
                        row.name(),
                        row.type(),
                        row.commonName(),
                        OpenEnum.of(status),
                        null,
                        row.validFrom(),
                        row.validTo(),
                        null,
                        row.requestDate())
                : row);
    }

    private CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        calls.add("signIn");
        trials.add(credentials);
        onSignIn.run();
        var end = time.instant().atOffset(ZoneOffset.UTC).plusDays(7);
        return new CompletedSignIn(
                new ReferenceNumber("AU-1"),
                new AuthenticationTokens(new AccessToken("trial", end), new RefreshToken("trial-refresh", end)));
    }

    @Override
    public CertificateLimits limits() {
        calls.add("limits");
        if (latest.callDeadline(time).hasPassed(time)) {
            throw new KsefDeadlineException("limits", null, null);
        }
        return limits;
    }

    @Override
    public CertificateEnrollmentData enrollmentData() {
        calls.add("data");
        onData.run();
        return SUBJECT;
    }

    @Override
    public EnrollmentAccepted enrol(EnrollCertificate request) {
        calls.add("enrol");
        onEnrol.run();
        applications.add(request);
        issue(request);
        limits = limits(
                true, limits.enrollment().remaining() - 1, limits.certificate().remaining() - 1);
        onAnswer.run();
        return new EnrollmentAccepted(new ReferenceNumber("EH-" + applications.size()), null);
    }

    void issue(EnrollCertificate request) {
        CertificateSerialNumber number = CertificateSerialNumber.of("012300000000000" + (issued.size() + 1));
        PublicKey key = instead != null ? instead : key(Base64.getDecoder().decode(request.csr()));
        Instant from = time.instant().plus(validIn);
        boolean offline = (request.certificateType() == CertificateType.OFFLINE) ^ usageOfTheOther;
        X509Certificate certificate =
                Der.certificate(key, number.value(), offline, from, from.plus(Duration.ofDays(730)));
        issued.add(given(number, request, certificate));
        keep(number, request.certificateName(), request.certificateType(), CertificateStatus.ACTIVE, 730);
    }

    private static KsefCertificate given(
            CertificateSerialNumber number, EnrollCertificate request, X509Certificate certificate) {
        try {
            return new KsefCertificate(
                    number,
                    request.certificateName(),
                    OpenEnum.of(request.certificateType()),
                    Base64.getEncoder().encodeToString(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicKey key(byte[] application) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Der.keyIn(application, EC_KEY_BYTES)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public EnrollmentStatus enrollment(ReferenceNumber referenceNumber) {
        calls.add("enrollment " + referenceNumber);
        if (!statuses.isEmpty()) {
            return statuses.remove();
        }
        return status(200, issued.get(issued.size() - 1).certificateSerialNumber());
    }

    static EnrollmentStatus status(int code, CertificateSerialNumber number, String... details) {
        return new EnrollmentStatus(null, new StatusInfo(code, "d", List.of(details), null), number);
    }

    @Override
    public RetrievedCertificates retrieve(RetrieveCertificates request) {
        calls.add("retrieve");
        packs.add(request.certificateSerialNumbers().size());
        return new RetrievedCertificates(issued.stream()
                .filter(certificate ->
                        request.certificateSerialNumbers().contains(certificate.certificateSerialNumber()))
                .toList());
    }

    @Override
    public void revoke(CertificateSerialNumber number, RevokeCertificate request) {
        calls.add("revoke " + number + " " + request.revocationReason());
        onRevoke.run();
        if (status(number) != CertificateStatus.ACTIVE) {
            throw Faked.error(400, 25009);
        }
        change(number, CertificateStatus.REVOKED);
    }

    @Override
    public CertificatesPage query(CertificateQuery query, CertificatePageRequest page) {
        onQuery.run();
        return new CertificatesPage(
                null,
                rows.stream()
                        .filter(row -> query.certificateSerialNumber() == null
                                || query.certificateSerialNumber().equals(row.certificateSerialNumber()))
                        .filter(row -> query.name() == null || row.name().contains(query.name()))
                        .filter(row -> query.type() == null || row.type().is(query.type()))
                        .filter(row -> query.status() == null || row.is(query.status()))
                        .filter(row ->
                                query.expiresAfter() == null || row.validTo().isAfter(query.expiresAfter()))
                        .skip((long) page.pageOffset() * page.pageSize())
                        .limit(page.pageSize())
                        .toList());
    }

    private final class Sessions implements AuthSessionApi {

        private final CallScope scope;

        Sessions(CallScope scope) {
            this.scope = scope;
        }

        @Override
        public AuthenticationSessionsPage list(Integer pageSize, String continuationToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeCurrent() {
            calls.add("end " + scope.bearerSource().bearer(scope.deadline()).reveal());
            onEnd.run();
        }

        @Override
        public void close(ReferenceNumber referenceNumber) {
            throw new UnsupportedOperationException();
        }
    }
}
