package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The KSeF tokens that taxpayers sign in with. A token has every right in the context of its taxpayer, and none
 * elsewhere.
 */
public final class TaxpayerTokens {

    private static final int SECRET_BYTES = 32;

    private final Map<String, TaxpayerToken> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ReferenceNumbers references;

    public TaxpayerTokens(ReferenceNumbers references) {
        this.references = references;
    }

    /** Accepts this token of the taxpayer from now on. */
    public void add(String nip, String token) {
        tokens.put(token, new TaxpayerToken(references.next(Kind.KSEF_TOKEN), LoginContext.nip(nip)));
    }

    /** Makes and accepts a new token of the taxpayer, in the shape of real ones. */
    public String add(String nip) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String reference = references.next(Kind.KSEF_TOKEN);
        String token = reference + "|nip-" + nip + "|"
                + HexFormat.of().formatHex(secret).toLowerCase(Locale.ROOT);
        tokens.put(token, new TaxpayerToken(reference, LoginContext.nip(nip)));
        return token;
    }

    Optional<TaxpayerToken> find(String token) {
        return Optional.ofNullable(tokens.get(token));
    }
}
