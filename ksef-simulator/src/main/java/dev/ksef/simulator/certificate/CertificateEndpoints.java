package dev.ksef.simulator.certificate;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ForbiddenRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Gives, lists and revokes the certificates of the subject who signed in, whatever the context. */
public final class CertificateEndpoints {

    private static final int MOST_AT_ONCE = 10;
    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 50;
    private static final Set<String> REASONS = Set.of("Unspecified", "Superseded", "KeyCompromise");

    private final InstantSource clock;
    private final Duration revocationDelay;
    private final BearerGate gate;
    private final RegisteredCertificates register;

    public CertificateEndpoints(
            InstantSource clock, Duration revocationDelay, BearerGate gate, RegisteredCertificates register) {
        this.clock = clock;
        this.revocationDelay = revocationDelay;
        this.gate = gate;
        this.register = register;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/certificates/retrieve", RateGroup.OTHER, this::retrieve);
        router.add("POST", "/v2/certificates/query", RateGroup.OTHER, this::query);
        router.add("POST", "/v2/certificates/{certificateSerialNumber}/revoke", RateGroup.OTHER, this::revoke);
        router.add("PUT", "/v2/testdata/certificates/{serialNumber}", RateGroup.OTHER, this::end);
    }

    private HttpReply retrieve(HttpRequest request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerUse.ACCESS));
        JsonBody body = JsonBody.of(request);
        List<String> serials = body.matches("certificateSerialNumbers", SerialNumbers.SHAPE);
        if (serials.isEmpty() || serials.size() > MOST_AT_ONCE) {
            body.problem("certificateSerialNumbers", "must have 1 to " + MOST_AT_ONCE + " elements");
        }
        body.check();
        Instant now = clock.instant();
        List<RegisteredCertificate> own = issued(holder, now);
        ObjectNode answer = JsonTrees.object();
        ArrayNode found = answer.putArray("certificates");
        serials.stream()
                .distinct()
                .flatMap(serial -> own.stream()
                        .filter(certificate -> certificate.serialNumber().equals(serial)))
                .forEach(certificate -> found.add(certificate.content()));
        return HttpReply.json(200, answer);
    }

    private HttpReply query(HttpRequest request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerUse.ACCESS));
        int page = request.number("pageOffset", 0, 0, Integer.MAX_VALUE);
        int pageSize = request.number("pageSize", SMALLEST_PAGE, SMALLEST_PAGE, LARGEST_PAGE);
        Instant now = clock.instant();
        Predicate<RegisteredCertificate> filter = filter(JsonBody.optional(request), now);
        List<RegisteredCertificate> found =
                new ArrayList<>(issued(holder, now).stream().filter(filter).toList());
        Collections.reverse(found);
        int from = (int) Math.min((long) page * pageSize, found.size());
        int to = Math.min(from + pageSize, found.size());
        ObjectNode answer = JsonTrees.object();
        ArrayNode rows = answer.putArray("certificates");
        found.subList(from, to).forEach(certificate -> rows.add(certificate.listItem(now)));
        return HttpReply.json(200, answer.put("hasMore", to < found.size()));
    }

    private static Predicate<RegisteredCertificate> filter(JsonBody body, Instant now) {
        String serial = body.optionalMatch("certificateSerialNumber", SerialNumbers.SHAPE);
        String name = body.optionalShort("name", Integer.MAX_VALUE);
        String type = body.optionalChoice("type", CertificatePurpose.texts());
        String status = body.optionalChoice("status", RegisteredCertificateStatus.texts());
        Instant expiresAfter = body.optionalInstant("expiresAfter", now);
        body.check();
        return certificate -> (serial == null || certificate.serialNumber().equals(serial))
                && (name == null || certificate.origin().name().contains(name))
                && (type == null || certificate.origin().purpose().text().equals(type))
                && (status == null || certificate.status(now).text().equals(status))
                && (expiresAfter == null || certificate.validTo().isAfter(expiresAfter));
    }

    private HttpReply revoke(HttpRequest request) {
        AuthenticationOperation login = gate.enter(request, BearerUse.ACCESS);
        if (login.attempt().subject() == null) {
            throw ForbiddenRequest.authenticationMethod("Token");
        }
        String serial = serial(request, "certificateSerialNumber");
        JsonBody body = JsonBody.optional(request);
        body.optionalChoice("revocationReason", REASONS);
        body.check();
        Instant now = clock.instant();
        RegisteredCertificate certificate = own(CertificateHolder.of(login), serial, now);
        if (!certificate.revokeActive(now, now.plus(revocationDelay))) {
            throw CertificateRefusals.notRevocable();
        }
        return HttpReply.empty(204);
    }

    /** Lets a certificate of the subject end earlier. Its own dates stay, since it is signed. */
    private HttpReply end(HttpRequest request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerUse.ACCESS));
        String serial = serial(request, "serialNumber");
        Instant now = clock.instant();
        JsonBody body = JsonBody.of(request);
        Instant validTo = body.instant("validTo", now);
        body.check();
        RegisteredCertificate certificate = own(holder, serial, now);
        if (!certificate.endAt(validTo)) {
            throw BadRequest.invalidInput(
                    "'validTo' must not be later than " + KsefTimestamps.json(certificate.validTo()) + ".");
        }
        return HttpReply.empty(200);
    }

    private static String serial(HttpRequest request, String variable) {
        String serial = request.pathVariable(variable);
        if (!serial.matches(SerialNumbers.SHAPE)) {
            throw BadRequest.invalidInput("'" + variable + "' is not in the correct format.");
        }
        return serial;
    }

    private RegisteredCertificate own(CertificateHolder holder, String serial, Instant now) {
        return register.find(serial)
                .filter(found -> found.holder().equals(holder) && found.issued(now))
                .orElseThrow(CertificateRefusals::unknownCertificate);
    }

    private List<RegisteredCertificate> issued(CertificateHolder holder, Instant now) {
        return register.of(holder).stream()
                .filter(certificate -> certificate.issued(now))
                .toList();
    }
}
