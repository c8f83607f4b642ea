package dev.ksef.simulator;

import dev.ksef.simulator.Challenges.Challenge;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** Signing in: challenge, KSeF token, status, redeem, refresh. */
final class AuthEndpoints {

    private static final int KEY_ID_LENGTH = 44;

    private final InstantSource clock;
    private final Challenges challenges;
    private final KeyRing keys;
    private final TokenSignIn signIn;
    private final SignIns signIns;
    private final BearerTokens tokens;
    private final Gate gate;

    AuthEndpoints(
            InstantSource clock,
            KeyRing keys,
            Challenges challenges,
            Taxpayers taxpayers,
            SignIns signIns,
            BearerTokens tokens,
            Gate gate) {
        this.clock = clock;
        this.challenges = challenges;
        this.keys = keys;
        this.signIn = new TokenSignIn(challenges, taxpayers);
        this.signIns = signIns;
        this.tokens = tokens;
        this.gate = gate;
    }

    void addTo(Router router) {
        router.add("POST", "/v2/auth/challenge", RateGroup.ANONYMOUS, this::challenge);
        router.add("POST", "/v2/auth/ksef-token", RateGroup.ANONYMOUS, this::ksefToken);
        router.add("GET", "/v2/auth/{referenceNumber}", RateGroup.ANONYMOUS, this::status);
        router.add("POST", "/v2/auth/token/redeem", RateGroup.ANONYMOUS, this::redeem);
        router.add("POST", "/v2/auth/token/refresh", RateGroup.ANONYMOUS, this::refresh);
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
        CertifiedKey key = keys.named(keyId);
        Challenge challenge = challenges.find(challengeText).orElseThrow(BadRequest::invalidChallenge);
        TokenSignIn.TokenVerdict verdict = signIn.judge(challenge, context, key, encryptedToken);
        return signIns.begin(context, Proof.token(verdict.token()), ipPolicy, verdict.status());
    }

    private static ContextIdentifier context(JsonBody body) {
        ContextIdentifier context = new ContextIdentifier(body.text("type"), body.text("value"));
        if (!context.type().isEmpty() && !ContextIdentifier.knownType(context.type())) {
            body.problem("type", "has a value which is not supported");
        }
        return context;
    }

    private Reply status(Request request) {
        Authentication authentication = gate.enter(request, BearerKind.AUTHENTICATION);
        requireSame(request.pathVariable("referenceNumber"), authentication);
        return Reply.json(200, authentication.json(clock.instant()));
    }

    private static void requireSame(String reference, Authentication authentication) {
        if (!authentication.referenceNumber().equals(reference)) {
            throw BadRequest.unknownAuthentication(reference);
        }
    }

    private Reply redeem(Request request) {
        Authentication authentication = gate.enter(request, BearerKind.AUTHENTICATION);
        authentication.redeem(clock.instant());
        ObjectNode body = Json.object();
        body.set("accessToken", tokens.access(authentication).json());
        body.set("refreshToken", tokens.refresh(authentication).json());
        return Reply.json(200, body);
    }

    private Reply refresh(Request request) {
        Authentication authentication = gate.enter(request, BearerKind.REFRESH);
        authentication.refresh(clock.instant());
        ObjectNode body = Json.object();
        body.set("accessToken", tokens.access(authentication).json());
        return Reply.json(200, body);
    }
}
