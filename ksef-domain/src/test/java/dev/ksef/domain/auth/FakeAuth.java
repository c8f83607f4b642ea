package dev.ksef.domain.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ksef.domain.Faked;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.RefreshedToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.port.api.AuthApi;
import dev.ksef.testkit.model.auth.AuthenticationStatusBuilder;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sign-in side of KSeF, which does as its script says and notes what it was asked. */
final class FakeAuth implements AuthApi {

    static final Duration ACCESS_LIFE = Duration.ofMinutes(15);

    final List<KsefTokenAuthentication> requests = new CopyOnWriteArrayList<>();
    final List<Signed> signed = new CopyOnWriteArrayList<>();
    final Deque<Runnable> inits = new ArrayDeque<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Deque<Supplier<StatusInfo>> statuses = new ArrayDeque<>();
    final Deque<Runnable> redeems = new ArrayDeque<>();
    final Deque<Runnable> refreshes = new ArrayDeque<>();
    private final FakeTime time;
    Duration ahead = Duration.ZERO;
    Runnable beforeChallenge = () -> {};

    @Nullable
    String oddChallenge;

    FakeAuth(FakeTime time) {
        this.time = time;
    }

    FakeAuth statuses(int... codes) {
        for (int code : codes) {
            statuses.add(() -> new StatusInfo(code, "d", List.of("why"), Map.of()));
        }
        return this;
    }

    @Override
    public AuthChallenge challenge() {
        calls.add("challenge");
        beforeChallenge.run();
        String challenge = oddChallenge == null ? challengeAt(calls.size()) : oddChallenge;
        return new AuthChallenge(challenge, now().toInstant().toEpochMilli(), null, null);
    }

    @Override
    public AuthenticationInit authenticateWithKsefToken(KsefTokenAuthentication request) {
        calls.add("init");
        requests.add(request);
        return taken(requests.size());
    }

    @Override
    public AuthenticationInit authenticateWithXades(
            SignedAuthRequest document, @Nullable Boolean verifyCertificateChain, @Nullable String feature) {
        calls.add("xades");
        signed.add(new Signed(new String(document.bytes(), UTF_8), verifyCertificateChain, feature));
        if (!inits.isEmpty()) {
            inits.poll().run();
        }
        return taken(signed.size());
    }

    private AuthenticationInit taken(int number) {
        return new AuthenticationInit(
                new ReferenceNumber("AU-" + number), new AuthenticationToken("operation", now().plusMinutes(45)));
    }

    @Override
    public AuthenticationStatus status(ReferenceNumber referenceNumber) {
        calls.add("status");
        StatusInfo status = statuses.isEmpty()
                ? new StatusInfo(200, "ok", List.of(), Map.of())
                : statuses.poll().get();
        return AuthenticationStatusBuilder.builder().status(status).build();
    }

    @Override
    public AuthenticationTokens redeem() {
        calls.add("redeem");
        if (!redeems.isEmpty()) {
            redeems.poll().run();
        }
        return new AuthenticationTokens(
                new AccessToken("access-" + calls.size(), now().plus(ACCESS_LIFE)),
                new RefreshToken("refresh-" + calls.size(), now().plusDays(7)));
    }

    @Override
    public RefreshedToken refresh() {
        calls.add("refresh");
        if (!refreshes.isEmpty()) {
            refreshes.poll().run();
        }
        return new RefreshedToken(new AccessToken("refreshed-" + calls.size(), now().plus(ACCESS_LIFE)));
    }

    /** The challenge that a call yields. */
    static String challengeAt(int call) {
        return "20261102-CR-%010X-0000000000-00".formatted(call);
    }

    /** A signed document as it arrived, with what was asked about it. */
    record Signed(
            String document,
            @Nullable Boolean verifyCertificateChain,
            @Nullable String feature) {}

    static Runnable failing(int status, int code) {
        return () -> {
            throw Faked.error(status, code);
        };
    }

    private OffsetDateTime now() {
        return time.instant().plus(ahead).atOffset(ZoneOffset.UTC);
    }
}
