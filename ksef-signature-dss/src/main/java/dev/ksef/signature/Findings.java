package dev.ksef.signature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict in the making: everything is wrong until it was found right. */
final class Findings {

    private final List<String> sentences = new ArrayList<>();
    private boolean coversRoot;
    private boolean digestsRight;
    private boolean valueIntact;
    private boolean byGivenCertificate;
    private @Nullable Instant signingTime;

    Findings add(String sentence) {
        sentences.add(sentence);
        return this;
    }

    void addIf(boolean wrong, String sentence) {
        if (wrong) {
            add(sentence);
        }
    }

    void addAll(Collection<String> more) {
        sentences.addAll(more);
    }

    Findings coversRoot(boolean covers) {
        coversRoot = covers;
        return this;
    }

    void digestsRight(boolean right) {
        digestsRight = right;
        addIf(!right, "What was signed was altered afterwards: a digest is wrong");
    }

    void valueIntact(boolean intact) {
        valueIntact = intact;
        addIf(!intact, "The signature value is wrong");
    }

    void byGivenCertificate(boolean given) {
        byGivenCertificate = given;
        addIf(!given, "The signature was not made with the given certificate");
    }

    void signingTime(Instant time) {
        signingTime = time;
    }

    UpoSignatureVerdict verdict(int signatures) {
        return new UpoSignatureVerdict(
                signatures, coversRoot, digestsRight, valueIntact, byGivenCertificate, signingTime, sentences);
    }
}
