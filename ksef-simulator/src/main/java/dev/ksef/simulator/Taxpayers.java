package dev.ksef.simulator;

import dev.ksef.simulator.ReferenceNumbers.Kind;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The taxpayers and the KSeF tokens they sign in with. A token gives every right in its own context and none elsewhere. */
final class Taxpayers {

    private static final int SECRET_BYTES = 32;

    private final Map<String, TaxpayerToken> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ReferenceNumbers references;

    Taxpayers(ReferenceNumbers references) {
        this.references = references;
    }

    /** Accepts this token for the taxpayer from now on. */
    void add(String nip, String token) {
        tokens.put(token, new TaxpayerToken(references.next(Kind.KSEF_TOKEN), ContextIdentifier.nip(nip)));
    }

    /** Accepts a new token for the taxpayer, of the shape that KSeF gives out. */
    String add(String nip) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String reference = references.next(Kind.KSEF_TOKEN);
        String token = reference + "|nip-" + nip + "|"
                + HexFormat.of().formatHex(secret).toLowerCase(Locale.ROOT);
        tokens.put(token, new TaxpayerToken(reference, ContextIdentifier.nip(nip)));
        return token;
    }

    Optional<TaxpayerToken> find(String token) {
        return Optional.ofNullable(tokens.get(token));
    }
}
