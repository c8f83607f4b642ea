package dev.ksef.adapter.pkcs11;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates between labels and what SunPKCS11 reads of them. PKCS#11 has labels in UTF-8. SunPKCS11 writes them so, with the
 * surrogates of a character beyond the 16 bits of Java apart (CESU-8); but it reads each byte as a character.
 */
final class LabelBytes {

    private static final Charset CESU_8 = Charset.forName("CESU-8");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[\\x80-\\xFF]+");

    private LabelBytes() {}

    /** Returns what SunPKCS11 reads of a label. */
    static String read(String label) {
        return new String(label.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns the label of which SunPKCS11 read this. What is not UTF-8 stays as it is: labels of old software, and the name of
     * an issuer, which SunPKCS11 appends in proper characters where several keys share a label.
     */
    static String label(String read) {
        return BEYOND_ASCII.matcher(read).replaceAll(run -> Matcher.quoteReplacement(decoded(run.group())));
    }

    private static String decoded(String run) {
        byte[] bytes = run.getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(StandardCharsets.UTF_8, CESU_8)
                .flatMap(charset -> decoded(bytes, charset).stream())
                .findFirst()
                .orElse(run);
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException another) {
            return Optional.empty();
        }
    }

    /** Tells whether two labels look the same: an accent may be a part of its letter or follow it. */
    static boolean alike(String label, String other) {
        return composed(label).equals(composed(other));
    }

    private static String composed(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFC);
    }
}
