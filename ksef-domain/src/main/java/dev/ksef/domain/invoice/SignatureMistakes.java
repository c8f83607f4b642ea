package dev.ksef.domain.invoice;

import dev.ksef.domain.internal.Sha256Digest;
import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the mistake behind a wrong KOD II signature: what was really signed, and how. The mistakes that occur are few, so
 * that each can be tried.
 */
final class SignatureMistakes {

    private static final int HASH_BYTES = 32;

    private final PublicKey key;

    SignatureMistakes(PublicKey key) {
        this.key = key;
    }

    /**
     * Returns the mistakes in a signature: none for a right one, {@link Misfit#SIGNATURE} for one that no known mistake
     * explains.
     */
    Set<Misfit> in(byte[] signature, String text) {
        List<byte[]> readings = readings(signature);
        for (Way way : ways()) {
            for (Signed signed : candidates(text)) {
                if (readings.stream().anyMatch(reading -> way.verifies.test(signed.data, reading))) {
                    Set<Misfit> mistakes = EnumSet.copyOf(way.mistakes);
                    mistakes.addAll(signed.mistakes);
                    return mistakes;
                }
            }
        }
        return EnumSet.of(Misfit.SIGNATURE);
    }

    /** What may have been signed. */
    private record Signed(EnumSet<Misfit> mistakes, byte[] data) {}

    /** How it may have been signed. */
    private record Way(EnumSet<Misfit> mistakes, BiPredicate<byte[], byte[]> verifies) {}

    private static List<Signed> candidates(String text) {
        List<Signed> candidates = new ArrayList<>();
        add(candidates, EnumSet.noneOf(Misfit.class), text);
        add(candidates, EnumSet.noneOf(Misfit.class), PercentEncoding.decoded(text));
        add(candidates, EnumSet.of(Misfit.SIGNED_WITH_SCHEME), "https://" + text);
        add(candidates, EnumSet.of(Misfit.SIGNED_WITH_SLASH), text + "/");
        add(candidates, EnumSet.of(Misfit.SIGNED_WITH_SCHEME, Misfit.SIGNED_WITH_SLASH), "https://" + text + "/");
        Stream.of(
                        PercentEncoding.encodedParts(text),
                        PercentEncoding.encodedParts(text).replace("*", "%2A"),
                        PercentEncoding.encoded(text))
                .filter(encoded -> !encoded.equals(text))
                .forEach(encoded -> add(candidates, EnumSet.of(Misfit.SIGNED_PERCENT_ENCODED), encoded));
        add(
                candidates,
                EnumSet.of(Misfit.SIGNED_WITH_SCHEME, Misfit.SIGNED_PERCENT_ENCODED),
                PercentEncoding.encoded("https://" + text));
        return candidates;
    }

    /** The text as it is, and its hash, which the algorithm then hashed once more. */
    private static void add(List<Signed> candidates, EnumSet<Misfit> mistakes, String text) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        EnumSet<Misfit> twice = EnumSet.copyOf(mistakes);
        twice.add(Misfit.SIGNED_HASHED_TWICE);
        candidates.add(new Signed(mistakes, data));
        candidates.add(new Signed(twice, Sha256Digest.of(data)));
    }

    private List<Way> ways() {
        EnumSet<Misfit> none = EnumSet.noneOf(Misfit.class);
        if (!(key instanceof RSAPublicKey rsa)) {
            // None for a key of another kind: whatever it signed is no KOD II.
            return SignatureAlgorithm.fitting(key).stream()
                    .map(algorithm -> new Way(none, verifying(algorithm)))
                    .toList();
        }
        List<Way> ways = new ArrayList<>();
        ways.add(new Way(none, verifying(SignatureAlgorithm.RSA_PSS_SHA256)));
        ways.add(new Way(EnumSet.of(Misfit.SIGNED_WITH_PKCS1), verifying(SignatureAlgorithm.RSA_PKCS1_SHA256)));
        otherPss(rsa)
                .forEach(pss -> ways.add(new Way(
                        EnumSet.of(Misfit.SIGNED_WITH_OTHER_PSS),
                        (data, signature) -> verifies(pss, data, signature))));
        return ways;
    }

    private BiPredicate<byte[], byte[]> verifying(SignatureAlgorithm algorithm) {
        return (data, signature) -> algorithm.verifies(key, data, signature);
    }

    /** No salt, a salt of 20 bytes, the longest there is; and MGF1 with SHA-1, which is what the JDK's short forms mean. */
    private static Stream<PSSParameterSpec> otherPss(RSAPublicKey key) {
        int longest = (key.getModulus().bitLength() + 6) / 8 - HASH_BYTES - 2;
        return Stream.of(MGF1ParameterSpec.SHA256, MGF1ParameterSpec.SHA1)
                .flatMap(mgf -> IntStream.of(0, 20, HASH_BYTES, 48, 64, longest)
                        .filter(salt -> salt != HASH_BYTES || mgf == MGF1ParameterSpec.SHA1)
                        .mapToObj(salt -> new PSSParameterSpec("SHA-256", "MGF1", mgf, salt, 1)));
    }

    private boolean verifies(PSSParameterSpec pss, byte[] data, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            verifier.setParameter(pss);
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    /** KSeF takes ECDSA in both notations. */
    private List<byte[]> readings(byte[] signature) {
        return key instanceof ECPublicKey ec && EcdsaValue.isDer(signature, ec)
                ? List.of(EcdsaValue.ofDer(signature, ec).p1363(), signature)
                : List.of(signature);
    }
}
