package dev.ksef.benchmarks;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.benchmarks.process.SimulatorProcess;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.model.limit.EffectiveApiRateLimitsBuilder;
import dev.ksef.thirdparty.jackson.core.json.JsonFactory;
import dev.ksef.thirdparty.jackson.core.type.TypeReference;
import dev.ksef.thirdparty.jackson.databind.ObjectReader;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What does a call cost on top of an exchange? Ours goes through all steps and reads the answer into records. Beside it the
 * JDK's client makes the same exchange: alone, and with the same Jackson that reads the same record. The simulator answers from a
 * JVM of its own, and nothing is limited, though all is counted. In the end: which threads does a signed-in client keep that does
 * nothing?
 */
public final class Calls {

    private static final String ENVIRONMENT = "BENCHMARK";
    private static final String NIP = "5265877635";
    private static final String TOKEN = "20261123-EC-BENCHMARK";
    private static final String REST_SECONDS = "75";
    private static final String EXCHANGE = ", the JDK's exchange";
    private static final String READ = EXCHANGE + " and Jackson";
    private static final String MOST_TIME = "1.3";
    private static final String MOST_BYTES = "1.5";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper mapper = JsonCodec.mapper(JsonFactory.builder().build());
    private final URI base;

    private Calls(URI base) {
        this.base = base;
    }

    /** @param arguments for how many seconds the client rests before its threads are counted; 75 if it is missing */
    public static void main(String[] arguments) throws InterruptedException {
        Report report = Report.of(Calls.class, arguments);
        int restSeconds =
                Integer.parseInt(report.arguments().stream().findFirst().orElse(REST_SECONDS));
        Set<Thread> others = threads();
        try (SimulatorProcess simulator = SimulatorProcess.start("--nip", NIP, "--token", TOKEN);
                KsefClient ksef = client(simulator.baseUri())) {
            report.line("Threads of a client that signed in, opened a session and asked for its status: "
                    + atRest(ksef.forNip(NIP), others, restSeconds));
            report.line("");
            new Calls(simulator.baseUri()).compare(ksef, report);
        }
        report.finish();
    }

    private static KsefClient client(URI base) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(ENVIRONMENT, base.toString(), "http://localhost"))
                .credentials(Credentials.ksefToken(TOKEN))
                .rateLimiter(unlimited())
                .build();
    }

    /** Counts each call as usual, and holds none back. */
    private static RateLimiter unlimited() {
        RateLimit plenty = RateLimit.of(100_000, -1, -1);
        RateLimiter limiter = SlidingRateLimiter.of(Time.system());
        limiter.limit(
                ENVIRONMENT,
                Nip.of(NIP),
                EffectiveApiRateLimitsBuilder.builder()
                        .anonymous(plenty)
                        .sessionMisc(plenty)
                        .build());
        return limiter;
    }

    /** The threads of the client, right after its calls and when it has rested. */
    private static String atRest(KsefContextClient company, Set<Thread> others, int restSeconds)
            throws InterruptedException {
        ReferenceNumber session = openSession(company);
        company.open(SessionApi.class).status(session);
        Set<Thread> busy = threads();
        busy.removeAll(others);
        Thread.sleep(1_000L * restSeconds);
        Set<Thread> resting = threads();
        resting.removeAll(others);
        return resting.size() + " after " + restSeconds + " s " + names(resting)
                + ", at most 2 wanted; right after the calls " + busy.size() + " " + names(busy);
    }

    private static Set<String> names(Set<Thread> threads) {
        return threads.stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getThreadGroup() != null
                        && !"system".equals(thread.getThreadGroup().getName()))
                .collect(Collectors.toSet());
    }

    private static ReferenceNumber openSession(KsefContextClient company) {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        return session.referenceNumber();
    }

    private void compare(KsefClient ksef, Report report) {
        KsefContextClient company = ksef.forNip(NIP);
        AuthApi challenges = ksef.open(AuthApi.class);
        PublicKeyApi keys = ksef.open(PublicKeyApi.class);
        SessionApi sessions = company.open(SessionApi.class);
        ReferenceNumber session = openSession(company);
        HttpRequest challenge =
                request("/auth/challenge").POST(BodyPublishers.noBody()).build();
        HttpRequest certificates = request("/security/public-key-certificates").build();
        HttpRequest status = request("/sessions/" + session.value())
                .header(
                        "Authorization",
                        "Bearer " + company.tokens().bearer(Deadline.NEVER).reveal())
                .build();
        var turns = new InTurns();
        add(turns, "challenge", challenges::challenge, challenge, mapper.readerFor(AuthChallenge.class));
        add(turns, "public keys", keys::certificates, certificates, mapper.readerFor(CERTIFICATES));
        add(
                turns,
                "status of a session",
                () -> sessions.status(session),
                status,
                mapper.readerFor(SessionStatus.class));
        turns.measure();
        InTurns.head(report);
        for (String call : List.of("challenge", "public keys", "status of a session")) {
            turns.compare(report, call, call + READ, MOST_TIME, "");
            turns.compare(report, call, call + EXCHANGE, "", MOST_BYTES);
        }
    }

    private static final TypeReference<List<PublicKeyCertificate>> CERTIFICATES = new TypeReference<>() {};

    private void add(InTurns turns, String name, InTurns.Act ours, HttpRequest request, ObjectReader reader) {
        turns.way(name, ours)
                .way(name + READ, () -> reader.readValue(exchanged(request)))
                .way(name + EXCHANGE, () -> exchanged(request));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
    }

    private byte[] exchanged(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        return response.body();
    }
}
