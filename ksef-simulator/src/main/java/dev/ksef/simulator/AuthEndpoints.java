package dev.ksef.simulator;

import dev.ksef.simulator.Authentication.Attempt;
import dev.ksef.simulator.BearerTokens.Kind;
import dev.ksef.simulator.Challenges.Challenge;
import dev.ksef.simulator.EncryptionKeys.CertifiedKey;
import dev.ksef.simulator.EncryptionKeys.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** Signing in: challenge, KSeF token, status, redeem, refresh. */
final class AuthEndpoints {

    private static final Set<String> CONTEXT_TYPES = Set.of("Nip", "InternalId", "NipVatUe", "PeppolId");
    private static final int KEY_ID_LENGTH = 44;

    private final AtomicLong positions = new AtomicLong();
    private final InstantSource clock;
    private final Duration delay;
    private final ReferenceNumbers references;
    private final Challenges challenges;
    private final EncryptionKeys keys;
    private final TokenSignIn signIn;
    private final Authentications authentications;
    private final BearerTokens tokens;
    private final Gate gate;

    AuthEndpoints(
            InstantSource clock,
            Duration delay,
            ReferenceNumbers references,
            EncryptionKeys keys,
            Taxpayers taxpayers,
            Authentications authentications,
            BearerTokens tokens) {
        this.clock = clock;
        this.delay = delay;
        this.references = references;
        this.challenges = new Challenges(references, clock);
        this.keys = keys;
        this.signIn = new TokenSignIn(challenges, taxpayers);
        this.authentications = authentications;
        this.tokens = tokens;
        this.gate = new Gate(tokens, authentications);
    }

    void addTo(Router router) {
        router.add("POST", "/v2/auth/challenge", this::challenge);
        router.add("POST", "/v2/auth/ksef-token", this::ksefToken);
        router.add("GET", "/v2/auth/{referenceNumber}", this::status);
        router.add("POST", "/v2/auth/token/redeem", this::redeem);
        router.add("POST", "/v2/auth/token/refresh", this::refresh);
        router.add("GET", "/v2/security/public-key-certificates", request -> Reply.json(200, keys.json()));
    }

    private Reply challenge(Request request) {
        Challenge challenge = challenges.issue();
        return Reply.json(
                200,
                Json.object()
                        .put("challenge", challenge.text())
                        .put("timestamp", Timestamps.json(challenge.issuedAt()))
                        .put("timestampMs", challenge.timestampMs())
                        .put("clientIp", request.clientIp()));
    }

    private Reply ksefToken(Request request) {
        JsonBody body = JsonBody.of(request);
        String challengeText = body.text("challenge", ReferenceNumbers.LENGTH);
        ContextIdentifier context = context(body.object("contextIdentifier"));
        byte[] encryptedToken = body.base64("encryptedToken");
        String keyId = body.optionalText("publicKeyId", KEY_ID_LENGTH);
        IpPolicy ipPolicy = body.optionalObject("authorizationPolicy")
                .flatMap(policy -> policy.optionalObject("allowedIps"))
                .map(IpPolicy::of)
                .orElse(IpPolicy.OPEN);
        body.check();
        CertifiedKey key = keys.named(Usage.KSEF_TOKEN, keyId);
        Challenge challenge = challenges.find(challengeText).orElseThrow(BadRequest::invalidChallenge);
        return begin(signIn.judge(challenge, context, key, encryptedToken), context, ipPolicy);
    }

    private static ContextIdentifier context(JsonBody body) {
        ContextIdentifier context = new ContextIdentifier(body.text("type"), body.text("value"));
        if (!context.type().isEmpty() && !CONTEXT_TYPES.contains(context.type())) {
            body.problem("type", "has a value which is not supported");
        }
        return context;
    }

    private Reply begin(TokenSignIn.Verdict verdict, ContextIdentifier context, IpPolicy ipPolicy) {
        Instant now = clock.instant();
        Authentication authentication = new Authentication(new Attempt(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.AUTHENTICATION),
                context,
                verdict.token(),
                null,
                ipPolicy,
                now,
                now.plus(delay),
                verdict.status()));
        authentications.add(authentication);
        ObjectNode body = Json.object().put("referenceNumber", authentication.referenceNumber());
        body.set("authenticationToken", tokens.authentication(authentication).json());
        return Reply.json(202, body);
    }

    private Reply status(Request request) {
        Authentication authentication = gate.enter(request, Kind.AUTHENTICATION);
        requireSame(request.pathVariable("referenceNumber"), authentication);
        return Reply.json(200, authentication.json(clock.instant()));
    }

    private static void requireSame(String reference, Authentication authentication) {
        if (!authentication.referenceNumber().equals(reference)) {
            throw BadRequest.unknownAuthentication(reference);
        }
    }

    private Reply redeem(Request request) {
        Authentication authentication = gate.enter(request, Kind.AUTHENTICATION);
        authentication.redeem(clock.instant());
        ObjectNode body = Json.object();
        body.set("accessToken", tokens.access(authentication).json());
        body.set("refreshToken", tokens.refresh(authentication).json());
        return Reply.json(200, body);
    }

    private Reply refresh(Request request) {
        Authentication authentication = gate.enter(request, Kind.REFRESH);
        authentication.refresh(clock.instant());
        ObjectNode body = Json.object();
        body.set("accessToken", tokens.access(authentication).json());
        return Reply.json(200, body);
    }
}
