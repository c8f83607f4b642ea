package dev.ksef.simulator.auth;

import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and reads bearer tokens. They are signed with HS256 by a secret of this simulator, so that it accepts no
 * others.
 */
public final class BearerTokens {

    /** A token as it is given to a client, with its end in whole seconds. */
    public record Issued(String token, Instant validUntil) {

        ObjectNode json() {
            return JsonTrees.object().put("token", token).put("validUntil", KsefTimestamps.json(validUntil));
        }

        @Override
        public String toString() {
            return "Issued[token=***, validUntil=" + validUntil + "]";
        }
    }

    /** The claims of a token that was signed here. */
    record Claims(String kind, String authenticationReference, Instant validUntil, Set<Permission> rights) {

        boolean is(BearerUse expected) {
            return kind.equals(expected.claim());
        }
    }

    private static final Duration AUTHENTICATION_LIFE = Duration.ofMinutes(45);
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
    private static final String ISSUER = "ksef-api-simulator";
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_ID_BYTES = 16;

    /** How many tokens are remembered as verified. */
    private static final int MOST_KNOWN = 1_000;

    private static final String NONE = "[]";
    private static final String HEADER = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec secret;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final Function<AuthenticationOperation, Set<Permission>> rights;
    private final boolean sameWithinASecond;
    private final Map<String, Claims> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Claims> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    /**
     * Makes the secret.
     *
     * @param rights what a login may do at the moment
     * @param sameWithinASecond whether the access tokens that a login gets within one second are the same
     */
    public BearerTokens(
            InstantSource clock, Function<AuthenticationOperation, Set<Permission>> rights, boolean sameWithinASecond) {
        this.clock = clock;
        this.rights = rights;
        this.sameWithinASecond = sameWithinASecond;
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        this.secret = new SecretKeySpec(bytes, "HmacSHA256");
    }

    Issued authentication(AuthenticationOperation of) {
        return issue(BearerUse.AUTHENTICATION, of, clock.instant().plus(AUTHENTICATION_LIFE));
    }

    public Issued access(AuthenticationOperation of) {
        return issue(BearerUse.ACCESS, of, clock.instant().plus(ACCESS_LIFE));
    }

    Issued refresh(AuthenticationOperation of) {
        return issue(BearerUse.REFRESH, of, of.refreshValidUntil());
    }

    private Issued issue(BearerUse kind, AuthenticationOperation of, Instant end) {
        Instant validUntil = end.truncatedTo(ChronoUnit.SECONDS);
        ObjectNode claims = JsonTrees.object()
                .put("typ", kind.claim())
                .put("cit", of.context().type())
                .put("civ", of.context().value())
                .put("aum", of.attempt().proof().method().formerName())
                .put("arn", of.referenceNumber())
                .put("exp", validUntil.getEpochSecond())
                .put("iat", clock.instant().getEpochSecond())
                .put("iss", ISSUER)
                .put("aud", ISSUER);
        if (kind == BearerUse.ACCESS) {
            addRights(claims, of);
        }
        String content = HEADER + "." + base64(JsonTrees.bytes(claims));
        return new Issued(content + "." + signature(content), validUntil);
    }

    /** Adds what an access token tells of its holder. The values are JSON in texts. */
    private void addRights(ObjectNode claims, AuthenticationOperation of) {
        claims.put("per", text(JsonTrees.texts(Permission.names(rights.apply(of)))))
                .put("pec", NONE)
                .put("rol", NONE)
                .put("pep", NONE);
        ObjectNode subject = JsonTrees.object();
        subject.set("subjectIdentifier", of.subjectIdentifier());
        claims.put("sud", text(subject)).put("asi", text(of.subjectIdentifier()));
        if (!sameWithinASecond) {
            byte[] id = new byte[TOKEN_ID_BYTES];
            random.nextBytes(id);
            claims.put("jti", HexFormat.of().formatHex(id));
        }
    }

    private static String text(JsonNode json) {
        return new String(JsonTrees.bytes(json), StandardCharsets.UTF_8);
    }

    /** The claims of a token; nothing if it is malformed, expired or of another issuer. */
    Optional<Claims> read(String token) {
        Claims before = known.get(token);
        Optional<Claims> claims = before == null ? verified(token) : Optional.of(before);
        return claims.filter(found -> clock.instant().isBefore(found.validUntil()));
    }

    /** The claims of a token whose signature is verified now, and not again. */
    private Optional<Claims> verified(String token) {
        int end = token.lastIndexOf('.');
        if (end < 0 || !same(token.substring(end + 1), signature(token.substring(0, end)))) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, end));
            Claims read = claims(JsonTrees.read(claims));
            known.put(token, read);
            return Optional.of(read);
        } catch (IllegalArgumentException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Claims claims(JsonNode claims) {
        return new Claims(
                claims.path("typ").stringValue(),
                claims.path("arn").stringValue(),
                Instant.ofEpochSecond(claims.path("exp").longValue()),
                rights(claims.path("per").asString(NONE)));
    }

    private static Set<Permission> rights(String names) {
        return Permission.named(JsonTrees.read(names.getBytes(StandardCharsets.UTF_8))
                .valueStream()
                .map(JsonNode::asString)
                .toList());
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", impossible);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
