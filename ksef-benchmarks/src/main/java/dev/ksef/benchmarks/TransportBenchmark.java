package dev.ksef.benchmarks;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.CallScope;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.model.limit.EffectiveApiRateLimitsBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a call cost on top of an exchange? Ours goes through all steps and reads the answer into records; the baseline
 * is the JDK's client, which brings back the bytes of the same answer. The simulator answers from a JVM of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TransportBenchmark {

    private static final String NAME = "BENCHMARK";
    private static final CallScope ANYBODY = CallScope.anonymous(Duration.ofMinutes(1));

    private final SimulatorProcess simulator = SimulatorProcess.start();
    private final FeignTransport transport = FeignTransport.builder(
                    KsefEnvironment.custom(NAME, simulator.baseUri().toString(), "http://localhost"))
            .rateLimiter(unlimited())
            .build();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AuthApi challenges = transport.open(AuthApi.class, ANYBODY);
    private final PublicKeyApi keys = transport.open(PublicKeyApi.class, ANYBODY);

    /** Ends simulator and transport. */
    @TearDown
    public void stop() {
        transport.close();
        simulator.close();
    }

    /** A call with a small answer. */
    @Benchmark
    public AuthChallenge challengeOurs() {
        return challenges.challenge();
    }

    /** The bytes of the same answer. */
    @Benchmark
    public byte[] challengeJdk() throws IOException, InterruptedException {
        return exchanged(
                request("/auth/challenge").POST(BodyPublishers.noBody()).build());
    }

    /** A call with an answer of some kilobytes. */
    @Benchmark
    public List<PublicKeyCertificate> publicKeysOurs() {
        return keys.certificates();
    }

    /** The bytes of the same answer. */
    @Benchmark
    public byte[] publicKeysJdk() throws IOException, InterruptedException {
        return exchanged(request("/security/public-key-certificates").build());
    }

    /** Counts each call as usual, and holds none back. */
    private static RateLimiter unlimited() {
        RateLimit plenty = RateLimit.of(100_000, -1, -1);
        RateLimiter limiter = SlidingRateLimiter.of(Time.system());
        limiter.limit(
                NAME,
                Nip.of("5265877635"),
                EffectiveApiRateLimitsBuilder.builder().anonymous(plenty).build());
        return limiter;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUri() + path)).header("Accept", "application/json");
    }

    private byte[] exchanged(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        return response.body();
    }
}
