package dev.ksef.simulator.certificate;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.simulator.wire.UnservableRequest;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operations of applying for a KSeF certificate: limits, the data to apply with, the application and its status.
 */
public final class EnrollmentEndpoints {

    private static final String NAME = "[a-zA-Z0-9_\\- ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]{5,100}";

    private final InstantSource clock;
    private final BearerGate gate;
    private final JudgedApplications applications;

    public EnrollmentEndpoints(InstantSource clock, BearerGate gate, JudgedApplications applications) {
        this.clock = clock;
        this.gate = gate;
        this.applications = applications;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/certificates/limits", RateGroup.OTHER, this::limits);
        router.add("GET", "/v2/certificates/enrollments/data", RateGroup.OTHER, this::data);
        router.add("POST", "/v2/certificates/enrollments", RateGroup.OTHER, this::enroll);
        router.add("GET", "/v2/certificates/enrollments/{referenceNumber}", RateGroup.OTHER, this::status);
    }

    private HttpReply limits(HttpRequest request) {
        AuthenticationOperation login = gate.enter(request, BearerUse.ACCESS);
        CertificateHolder holder = CertificateHolder.of(login);
        CertificateQuota quota = applications.quota(holder);
        int remaining = applications.remainingEnrollments(holder);
        int certificates = applications.remainingCertificates(holder, clock.instant());
        boolean mayApply = enrollmentData(login).isPresent() && remaining > 0 && certificates > 0;
        ObjectNode body = JsonTrees.object().put("canRequest", mayApply);
        body.set("enrollment", limit(remaining, quota.enrollments()));
        body.set("certificate", limit(certificates, quota.certificates()));
        return HttpReply.json(200, body);
    }

    private static ObjectNode limit(int remaining, int limit) {
        return JsonTrees.object().put("remaining", remaining).put("limit", limit);
    }

    private HttpReply data(HttpRequest request) {
        AuthenticationOperation login = gate.enter(request, BearerUse.ACCESS);
        return HttpReply.json(
                200, dataOr(login, CertificateRefusals::noDataForLogin).json());
    }

    private HttpReply enroll(HttpRequest request) {
        AuthenticationOperation login = gate.enter(request, BearerUse.ACCESS);
        EnrollmentData subject = dataOr(login, CertificateRefusals::noEnrollmentForLogin);
        Instant now = clock.instant();
        JsonBody body = JsonBody.of(request);
        String name = body.match("certificateName", NAME);
        String type = body.choice("certificateType", CertificatePurpose.texts());
        byte[] csr = body.base64("csr");
        Instant validFrom = validFrom(body, now);
        body.check();
        PublicKey key = CertificateSigningRequest.judge(csr, subject);
        JudgedApplication application = applications.accept(new CertificateOrder(
                name, CertificatePurpose.of(type), CertificateHolder.of(login), subject, key, validFrom));
        return HttpReply.json(
                202,
                JsonTrees.object()
                        .put("referenceNumber", application.referenceNumber())
                        .put("timestamp", KsefTimestamps.json(application.requestedAt())));
    }

    private static Instant validFrom(JsonBody body, Instant now) {
        Instant wished = Objects.requireNonNullElse(body.optionalInstant("validFrom", now), now);
        if (Duration.between(now, wished).abs().compareTo(CertificateIssuer.REACH) > 0) {
            body.problem("validFrom", "is too far from now");
            return now;
        }
        return wished;
    }

    private HttpReply status(HttpRequest request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerUse.ACCESS));
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        Instant now = clock.instant();
        JudgedApplication application = applications
                .find(reference)
                .filter(found -> found.holder().equals(holder))
                .orElseThrow(CertificateRefusals::unknownEnrollment);
        if (!application.shown(now)) {
            throw UnservableRequest.gone();
        }
        return HttpReply.json(200, application.json(now));
    }

    private static EnrollmentData dataOr(AuthenticationOperation login, Supplier<BadRequest> refusal) {
        return enrollmentData(login).orElseThrow(refusal);
    }

    private static Optional<EnrollmentData> enrollmentData(AuthenticationOperation login) {
        return Optional.ofNullable(login.attempt().subject()).flatMap(EnrollmentData::of);
    }
}
