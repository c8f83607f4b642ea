package dev.ksef.simulator;

import com.sun.net.httpserver.HttpServer;
import dev.ksef.simulator.Authentication.Attempt;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations with certificates alone, for subjects who signed in with whatever certificate a test gives them. */
final class CertificateWorld implements AutoCloseable {

    final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");
    final CertificationCentre centre = new CertificationCentre(clock);
    final SpecificationObserver specification = new SpecificationObserver();

    private final AtomicLong positions = new AtomicLong();
    private final Authentications authentications = new Authentications();
    private final BearerTokens tokens = new BearerTokens(clock);
    private final ReferenceNumbers references = new ReferenceNumbers(clock);
    private final HttpServer server = LoopbackServer.bind(0);
    private final ExecutorService workers = LoopbackServer.workers();

    /** With the usual limits, and no delay. */
    CertificateWorld() {
        this(Duration.ZERO, null);
    }

    CertificateWorld(Duration delay, CertificateQuota quota) {
        Gate gate = new Gate(tokens, authentications);
        Router router = new Router(new Turnstile(clock, new RateLimits(Map.of()), gate::context));
        new EnrollmentEndpoints(clock, gate, new Enrollments(clock, delay, references, centre, quota)).addTo(router);
        new CertificateEndpoints(clock, delay, gate, centre.register()).addTo(router);
        server.createContext(
                "/",
                new HttpFront(
                        router, new ErrorReplies(clock), new ExchangeReport(specification), UnaryOperator.identity()));
        server.setExecutor(workers);
        server.start();
    }

    Applicant signIn(Subject subject) {
        return signIn(subject, ContextIdentifier.nip("5265877635"));
    }

    Applicant signIn(Subject subject, ContextIdentifier context) {
        Authentication login = new Authentication(new Attempt(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.AUTHENTICATION),
                context,
                subject == null ? Proof.token(null) : Proof.signature(SignInMethod.QUALIFIED_SEAL, subject, ""),
                IpPolicy.OPEN,
                clock.instant(),
                clock.instant(),
                Status.of(200, "Uwierzytelnianie zakończone sukcesem")));
        authentications.add(login);
        RawClient client = new RawClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2"));
        return new Applicant(client, tokens.access(login).token());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        specification.assertNoViolations();
    }

    /** A client who asks for certificates. */
    record Applicant(RawClient client, String access) {

        RawClient.Answer get(String path) {
            return client.get("/certificates" + path, access);
        }

        RawClient.Answer post(String path, JsonNode body) {
            return client.post("/certificates" + path, access, body);
        }

        RawClient.Answer post(String path) {
            return client.post("/certificates" + path, access);
        }

        JsonNode data() {
            return get("/enrollments/data").json();
        }

        JsonNode limits() {
            return get("/limits").json();
        }

        ObjectNode application(KeyPair keys) {
            return application(TestRequest.of(data()).signed(keys));
        }

        ObjectNode application(byte[] csr) {
            return RawClient.JSON
                    .createObjectNode()
                    .put("certificateName", "Certyfikat-Auth_004 żółty")
                    .put("certificateType", "Offline")
                    .put("csr", Base64.getEncoder().encodeToString(csr));
        }

        RawClient.Answer apply(JsonNode application) {
            return post("/enrollments", application);
        }

        RawClient.Answer apply(KeyPair keys) {
            return apply(application(keys));
        }

        JsonNode status(RawClient.Answer applied) {
            return get("/enrollments/" + applied.json().path("referenceNumber").stringValue())
                    .json();
        }

        /** Applies and gives the serial number of the certificate. */
        String certified(JsonNode application) {
            return status(apply(application)).path("certificateSerialNumber").stringValue();
        }

        String certified() {
            return certified(application(Keys.p256()));
        }

        JsonNode list() {
            return list("", RawClient.JSON.createObjectNode());
        }

        JsonNode list(String paging, JsonNode filter) {
            return post("/query" + paging, filter).json();
        }
    }
}
