package dev.ksef.testkit.store;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Keys and tokens for the suite of token stores. */
final class TokenSamples {

    static final String SECRET_ACCESS = "eyJ.access-secret-93.x";
    static final String SECRET_REFRESH = "eyJ.refresh-secret-93.x";
    static final OffsetDateTime LATER = OffsetDateTime.parse("2099-11-02T10:15:00.1234567+01:00");
    static final ReferenceNumber SIGN_IN = ReferenceNumber.of("20261102-AU-1111111111-2222222222-33");
    static final TokenKey KEY = key("TEST", Nip.of("5265877635"), "main");
    static final TokenKey OTHER_KEY = key("TEST", Nip.of("5265877635"), "other");

    private TokenSamples() {}

    static StoredTokens numberedTokens(int number) {
        OffsetDateTime until = LATER.plusSeconds(number);
        return new StoredTokens(
                access("a" + number, until), refresh("r" + number, until), new ReferenceNumber("" + number));
    }

    static List<StoredTokens> forms() {
        return List.of(
                new StoredTokens(access("a1", LATER), refresh("r1", LATER.plusDays(7)), SIGN_IN),
                new StoredTokens(access("a2", LATER), refresh("r2", OffsetDateTime.MAX), null),
                new StoredTokens(null, refresh("r3|;'\"\\%{}", OffsetDateTime.parse("2098-02-28T23:59:59Z")), SIGN_IN),
                new StoredTokens(
                        access("a4", OffsetDateTime.parse("2097-06-30T12:00:00.000000001-11:30")),
                        null,
                        new ReferenceNumber("odd 'number' ąść\n")),
                new StoredTokens(null, refresh("r5", OffsetDateTime.parse("2099-01-01T00:00+18:00")), null),
                new StoredTokens(access("a6", LATER), null, null));
    }

    static List<TokenKey> awkwardKeys() {
        List<TokenKey> keys = new ArrayList<>();
        for (ContextIdentifier context : List.<ContextIdentifier>of(
                Nip.of("5265877635"),
                Nip.of("1111111111"),
                InternalId.of("5265877635-12345"),
                NipVatUe.of("5265877635-DE123456789"),
                NipVatUe.of("5265877635-DE12345678+*"),
                PeppolId.of("PPL123456"),
                new InternalId("5265877635"),
                new NipVatUe("5265877635"),
                new PeppolId("5265877635"),
                new Nip(""),
                new Nip(" "),
                new Nip("5265877635 "),
                new Nip("../5265877635"),
                new Nip("CON"),
                new Nip("con"),
                new Nip("a\n|b"),
                new Nip("%2F;'\"--"),
                new Nip("\u00e9"),
                new Nip("e\u0301"),
                new Nip("\ud83d\ude00"),
                new Nip("x".repeat(1024)),
                new Nip("x".repeat(1023) + "y"))) {
            keys.add(key("TEST", context, "main"));
        }
        for (String environment :
                List.of("test", "DEMO", "TEST ", "TEST/main", "", "środowisko", "TEST|Nip|5265877635")) {
            keys.add(key(environment, Nip.of("5265877635"), "main"));
        }
        for (String credentials : List.of("Main", "main.", "..", "main-2", "m".repeat(100))) {
            keys.add(key("TEST", Nip.of("5265877635"), credentials));
        }
        // Parts that make the same text when they are put together.
        keys.add(key("a", new Nip("bc"), "d"));
        keys.add(key("ab", new Nip("c"), "d"));
        keys.add(key("a", new Nip("b"), "cd"));
        return keys;
    }

    static StoredTokens secretTokens() {
        return new StoredTokens(access(SECRET_ACCESS, LATER), refresh(SECRET_REFRESH, LATER), SIGN_IN);
    }

    static StoredTokens tokens(String name, OffsetDateTime until) {
        return new StoredTokens(access("access-" + name, until), refresh("refresh-" + name, until), SIGN_IN);
    }

    static AccessToken access(String token, OffsetDateTime until) {
        return new AccessToken(token, until);
    }

    static RefreshToken refresh(String token, OffsetDateTime until) {
        return new RefreshToken(token, until);
    }

    static TokenKey numbered(int number) {
        return key("TEST", new Nip(String.valueOf(1_000_000_000 + number)), "main");
    }

    static TokenKey key(String environment, ContextIdentifier context, String credentials) {
        return new TokenKey(environment, context, CredentialsId.of(credentials));
    }
}
