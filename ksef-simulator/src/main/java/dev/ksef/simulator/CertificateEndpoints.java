package dev.ksef.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The certificates of whoever signed in, in whatever context: their content, their list, their revocation. */
final class CertificateEndpoints {

    private static final int MOST_AT_ONCE = 10;
    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 50;
    private static final Set<String> REASONS = Set.of("Unspecified", "Superseded", "KeyCompromise");

    private final InstantSource clock;
    private final Duration revocationDelay;
    private final Gate gate;
    private final CertificateRegister register;

    CertificateEndpoints(InstantSource clock, Duration revocationDelay, Gate gate, CertificateRegister register) {
        this.clock = clock;
        this.revocationDelay = revocationDelay;
        this.gate = gate;
        this.register = register;
    }

    void addTo(Router router) {
        router.add("POST", "/v2/certificates/retrieve", RateGroup.OTHER, this::retrieve);
        router.add("POST", "/v2/certificates/query", RateGroup.OTHER, this::query);
        router.add("POST", "/v2/certificates/{certificateSerialNumber}/revoke", RateGroup.OTHER, this::revoke);
    }

    private Reply retrieve(Request request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerKind.ACCESS));
        JsonBody body = JsonBody.of(request);
        List<String> serials = body.matches("certificateSerialNumbers", SerialNumbers.SHAPE);
        if (serials.isEmpty() || serials.size() > MOST_AT_ONCE) {
            body.problem("certificateSerialNumbers", "must have 1 to " + MOST_AT_ONCE + " elements");
        }
        body.check();
        Instant now = clock.instant();
        List<IssuedCertificate> own = issued(holder, now);
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("certificates");
        serials.stream()
                .distinct()
                .flatMap(serial -> own.stream()
                        .filter(certificate -> certificate.serialNumber().equals(serial)))
                .forEach(certificate -> found.add(certificate.content()));
        return Reply.json(200, answer);
    }

    private Reply query(Request request) {
        CertificateHolder holder = CertificateHolder.of(gate.enter(request, BearerKind.ACCESS));
        int page = request.number("pageOffset", 0, 0, Integer.MAX_VALUE);
        int pageSize = request.number("pageSize", SMALLEST_PAGE, SMALLEST_PAGE, LARGEST_PAGE);
        Instant now = clock.instant();
        Predicate<IssuedCertificate> filter = filter(JsonBody.optional(request), now);
        List<IssuedCertificate> found =
                new ArrayList<>(issued(holder, now).stream().filter(filter).toList());
        Collections.reverse(found);
        int from = (int) Math.min((long) page * pageSize, found.size());
        int to = Math.min(from + pageSize, found.size());
        ObjectNode answer = Json.object();
        ArrayNode rows = answer.putArray("certificates");
        found.subList(from, to).forEach(certificate -> rows.add(certificate.listItem(now)));
        return Reply.json(200, answer.put("hasMore", to < found.size()));
    }

    private static Predicate<IssuedCertificate> filter(JsonBody body, Instant now) {
        String serial = body.optionalMatch("certificateSerialNumber", SerialNumbers.SHAPE);
        String name = body.optionalShort("name", Integer.MAX_VALUE);
        String type = body.optionalChoice("type", CertificatePurpose.texts());
        String status = body.optionalChoice("status", CertificateStatus.texts());
        Instant expiresAfter = body.optionalInstant("expiresAfter", now);
        body.check();
        return certificate -> (serial == null || certificate.serialNumber().equals(serial))
                && (name == null || certificate.origin().name().contains(name))
                && (type == null || certificate.origin().purpose().text().equals(type))
                && (status == null || certificate.status(now).text().equals(status))
                && (expiresAfter == null || certificate.validTo().isAfter(expiresAfter));
    }

    private Reply revoke(Request request) {
        Authentication login = gate.enter(request, BearerKind.ACCESS);
        if (login.attempt().subject() == null) {
            throw Forbidden.authenticationMethod("Token");
        }
        String serial = request.pathVariable("certificateSerialNumber");
        if (!serial.matches(SerialNumbers.SHAPE)) {
            throw BadRequest.invalidInput("'certificateSerialNumber' is not in the correct format.");
        }
        JsonBody body = JsonBody.optional(request);
        body.optionalChoice("revocationReason", REASONS);
        body.check();
        Instant now = clock.instant();
        CertificateHolder holder = CertificateHolder.of(login);
        IssuedCertificate certificate = register.find(serial)
                .filter(found -> found.holder().equals(holder) && found.issued(now))
                .orElseThrow(CertificateRefusals::unknownCertificate);
        if (!certificate.revokeActive(now, now.plus(revocationDelay))) {
            throw CertificateRefusals.notRevocable();
        }
        return Reply.empty(204);
    }

    private List<IssuedCertificate> issued(CertificateHolder holder, Instant now) {
        return register.of(holder).stream()
                .filter(certificate -> certificate.issued(now))
                .toList();
    }
}
