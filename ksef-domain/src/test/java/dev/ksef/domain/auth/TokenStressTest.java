package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many threads, many contexts, short lives, failures and invalidations: whatever happens, three things never do. */
class TokenStressTest {

    private static final int THREADS = 32;
    private static final int CONTEXTS = 50;
    private static final long SECONDS = 4;
    private static final Duration MARGIN = Duration.ofMillis(50);

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final List<Nip> contexts = IntStream.range(0, CONTEXTS)
            .mapToObj(i -> new Nip("%010d".formatted(i)))
            .toList();
    private final Map<ContextIdentifier, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong issued = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void neverAnExpiredToken_neverTwoLoginsAtOnce_neverALostUpdate() throws Exception {
        ExecutorService background = Executors.newFixedThreadPool(4);
        ExecutorService callers = Executors.newFixedThreadPool(THREADS + 1);
        try {
            TokenProvider provider = TokenProvider.builder(
                            "TEST",
                            new Ksef(),
                            this::signIn,
                            CredentialsProvider.fixed(Credentials.ksefToken("token")),
                            new ServerClock(time),
                            time)
                    .margins(MARGIN, Duration.ofMinutes(5))
                    .idle(Duration.ofMillis(400))
                    .background(background)
                    .build();
            for (int i = 0; i < THREADS; i++) {
                var random = new Random(i);
                callers.execute(() -> call(provider, random));
            }
            callers.execute(this::letTimePass);
            TimeUnit.SECONDS.sleep(SECONDS);
            over.set(true);
            callers.shutdown();
            assertThat(callers.awaitTermination(30, TimeUnit.SECONDS))
                    .as("nobody hangs")
                    .isTrue();
        } finally {
            over.set(true);
            callers.shutdownNow();
            background.shutdownNow();
        }
        assertThat(violations).isEmpty();
        assertThat(served.get()).as("tokens served").isGreaterThan(1_000);
        assertThat(issued.get()).as("tokens issued").isGreaterThan(CONTEXTS);
        assertThat(failed.get()).as("calls that met a failure").isPositive();
    }

    private void call(TokenProvider provider, Random random) {
        Map<Nip, Long> latest = new HashMap<>();
        Map<Nip, ContextTokens> views = new HashMap<>();
        while (!over.get()) {
            Nip context = contexts.get(random.nextInt(CONTEXTS));
            long before = time.millis();
            try {
                AccessToken token = random.nextInt(4) == 0
                        ? views.computeIfAbsent(context, provider::of).bearer(Deadline.NEVER)
                        : provider.bearer(context);
                served.incrementAndGet();
                judge(context, token, before, latest);
                if (random.nextInt(200) == 0) {
                    provider.invalidate(context, token);
                    latest.merge(context, number(token) + 1, Math::max);
                } else if (random.nextInt(2_000) == 0) {
                    provider.invalidate(context);
                } else if (random.nextInt(2_000) == 0) {
                    provider.of(context).signInAnew(Deadline.NEVER);
                } else if (random.nextInt(500) == 0) {
                    views.clear();
                }
            } catch (KsefException refused) {
                failed.incrementAndGet();
            }
        }
    }

    private void judge(Nip context, AccessToken token, long before, Map<Nip, Long> latest) {
        if (token.validUntilMillis() - MARGIN.toMillis() <= before) {
            violations.add("a token that ends in " + (token.validUntilMillis() - before) + " ms");
        }
        if (!token.reveal().startsWith(context + "-")) {
            violations.add("a token of another context");
        }
        Long newest = latest.get(context);
        if (newest != null && number(token) < newest) {
            violations.add("token " + number(token) + " after " + newest + ": a lost update");
        }
        latest.merge(context, number(token), Math::max);
    }

    private static long number(AccessToken token) {
        return Long.parseLong(token.reveal().substring(11));
    }

    private void letTimePass() {
        while (!over.get()) {
            time.advance(Duration.ofMillis(1));
            Thread.yield();
        }
    }

    private CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        return alone(
                context,
                () -> new CompletedSignIn(
                        ReferenceNumber.of("20261102-AU-%010X-0000000000-00".formatted(issued.get())),
                        new AuthenticationTokens(
                                access(context),
                                new RefreshToken(
                                        context + "-refresh",
                                        time.instant().plusSeconds(1).atOffset(ZoneOffset.UTC)))));
    }

    private AccessToken access(ContextIdentifier context) {
        long life = MARGIN.toMillis() + 1 + Math.floorMod(issued.get() * 7919, 300L);
        long end = time.millis() + life;
        return new AccessToken(
                context + "-" + issued.incrementAndGet(),
                java.time.Instant.ofEpochMilli(end).atOffset(ZoneOffset.UTC));
    }

    private <T> T alone(ContextIdentifier context, java.util.function.Supplier<T> work) {
        AtomicInteger here = underWay.computeIfAbsent(context, key -> new AtomicInteger());
        if (here.incrementAndGet() != 1) {
            violations.add("two at once for one context");
        }
        try {
            Thread.yield();
            if (issued.get() % 10 == 3) {
                issued.incrementAndGet();
                throw Faked.error(issued.get() % 20 < 10 ? 400 : 503, 0);
            }
            return work.get();
        } finally {
            here.decrementAndGet();
        }
    }

    /** Refreshes, or fails to. */
    private final class Ksef implements Transport {

        @Override
        public <A> A open(Class<A> api, CallScope scope) {
            return api.cast(new AuthApi() {
                @Override
                public RefreshedToken refresh() {
                    ContextIdentifier context = Objects.requireNonNull(scope.context());
                    return alone(context, () -> new RefreshedToken(access(context)));
                }

                @Override
                public AuthChallenge challenge() {
                    // Time flies here: by the time a challenge arrives, it would set the clock back.
                    throw Faked.error(503, 0);
                }

                @Override
                public AuthenticationInit authenticateWithKsefToken(KsefTokenAuthentication request) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public AuthenticationInit authenticateWithXades(
                        SignedAuthRequest document,
                        @Nullable Boolean verifyCertificateChain,
                        @Nullable String feature) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public AuthenticationStatus status(ReferenceNumber referenceNumber) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public AuthenticationTokens redeem() {
                    throw new UnsupportedOperationException();
                }
            });
        }

        @Override
        public void close() {}
    }
}
