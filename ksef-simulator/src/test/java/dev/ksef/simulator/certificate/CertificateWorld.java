package dev.ksef.simulator.certificate;

import com.sun.net.httpserver.HttpServer;
import dev.ksef.simulator.Exchange;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.AuthenticationOperation.Attempt;
import dev.ksef.simulator.auth.AuthenticationRegister;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerTokens;
import dev.ksef.simulator.auth.IpPolicy;
import dev.ksef.simulator.auth.SignInMethod;
import dev.ksef.simulator.auth.SignInProof;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.ratelimit.RateLimitJudge;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.HttpEdge;
import dev.ksef.simulator.server.HttpServers;
import dev.ksef.simulator.server.RequestOrigin;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.wire.ErrorReplies;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The operations with certificates alone, for subjects who signed in with whatever certificate a test gives them. */
public final class CertificateWorld implements AutoCloseable {

    public final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");
    public final CertificationCentre centre = new CertificationCentre(clock);
    public final SpecificationObserver specification = new SpecificationObserver();

    private final AtomicLong positions = new AtomicLong();
    private final AuthenticationRegister authentications = new AuthenticationRegister();
    private final BearerTokens tokens = new BearerTokens(clock, login -> Set.of(), false);
    private final ReferenceNumbers references = new ReferenceNumbers(clock);
    private final HttpServer server = HttpServers.bind(InetAddress.getLoopbackAddress(), 0);
    private final ExecutorService workers = HttpServers.workers();

    /** With the usual limits, and no delay. */
    public CertificateWorld() {
        this(Duration.ZERO, null);
    }

    public CertificateWorld(Duration delay, CertificateQuota quota) {
        BearerGate gate = new BearerGate(tokens, authentications);
        RequestRouter router =
                new RequestRouter(new RateLimitJudge(clock, new GrantedRateLimits(Map.of()), gate::context));
        new EnrollmentEndpoints(clock, gate, new JudgedApplications(clock, delay, references, centre, quota))
                .addTo(router);
        new CertificateEndpoints(clock, delay, gate, centre.register()).addTo(router);
        server.createContext(
                "/",
                new HttpEdge(
                        router,
                        new ErrorReplies(clock),
                        new RequestOrigin(null, Map.of()),
                        this::held,
                        UnaryOperator.identity()));
        server.setExecutor(workers);
        server.start();
    }

    /** Holds an exchange against the official file. */
    private void held(HttpRequest request, HttpReply reply) {
        Map<String, List<String>> headers = new HashMap<>();
        reply.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        specification.observe(new Exchange(
                request.method(),
                request.uri(),
                request.headers(),
                request.body(),
                reply.status(),
                headers,
                reply.body()));
    }

    public Applicant signIn(CertificateSubject subject) {
        return signIn(subject, LoginContext.nip("5265877635"));
    }

    public Applicant signIn(CertificateSubject subject, LoginContext context) {
        AuthenticationOperation login = new AuthenticationOperation(
                new Attempt(
                        positions.incrementAndGet(),
                        references.next(ReferenceNumbers.Kind.AUTHENTICATION),
                        context,
                        subject == null
                                ? SignInProof.token(null)
                                : SignInProof.signature(SignInMethod.QUALIFIED_SEAL, subject, false, ""),
                        IpPolicy.OPEN,
                        clock.instant(),
                        clock.instant(),
                        ProcessingStatus.of(200, "Uwierzytelnianie zakończone sukcesem")),
                true);
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
    public record Applicant(RawClient client, String access) {

        public RawClient.Answer get(String path) {
            return client.get("/certificates" + path, access);
        }

        public RawClient.Answer post(String path, JsonNode body) {
            return client.post("/certificates" + path, access, body);
        }

        public RawClient.Answer post(String path) {
            return client.post("/certificates" + path, access);
        }

        public JsonNode data() {
            return get("/enrollments/data").json();
        }

        public JsonNode limits() {
            return get("/limits").json();
        }

        public ObjectNode application(KeyPair keys) {
            return application(TestSigningRequest.of(data()).signed(keys));
        }

        public ObjectNode application(byte[] csr) {
            return RawClient.JSON
                    .createObjectNode()
                    .put("certificateName", "Certyfikat-Auth_004 żółty")
                    .put("certificateType", "Offline")
                    .put("csr", Base64.getEncoder().encodeToString(csr));
        }

        public RawClient.Answer apply(JsonNode application) {
            return post("/enrollments", application);
        }

        public RawClient.Answer apply(KeyPair keys) {
            return apply(application(keys));
        }

        public JsonNode status(RawClient.Answer applied) {
            return get("/enrollments/" + applied.json().path("referenceNumber").stringValue())
                    .json();
        }

        /** Applies and gives the serial number of the certificate. */
        public String certified(JsonNode application) {
            return status(apply(application)).path("certificateSerialNumber").stringValue();
        }

        public String certified() {
            return certified(application(ClientKeys.p256()));
        }

        public JsonNode list() {
            return list("", RawClient.JSON.createObjectNode());
        }

        public JsonNode list(String paging, JsonNode filter) {
            return post("/query" + paging, filter).json();
        }
    }
}
