package dev.ksef.signature;

import dev.ksef.signature.UpoSignatureVerdict.Check;
import dev.ksef.signature.UpoSignatureVerdict.Result;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verdict in the making: a check has passed only if it was made and nothing was found wrong. */
final class Findings {

    private final Map<Check, List<String>> wrong = new EnumMap<>(Check.class);
    private final Map<Check, Result> notMade = new EnumMap<>(Check.class);
    private @Nullable SigningCertificate signedBy;
    private @Nullable Instant signingTime;

    /** The check was made; what it found wrong before is not forgotten. */
    void judge(Check check, List<String> sentences) {
        wrong.computeIfAbsent(check, first -> new ArrayList<>()).addAll(sentences);
    }

    void judge(Check check, boolean right, String otherwise) {
        judge(check, right ? List.of() : List.of(otherwise));
    }

    void notMade(Check check, String reason) {
        notMade.put(check, Result.notMade(reason));
    }

    void signedBy(X509Certificate certificate) {
        signedBy = SigningCertificate.of(certificate);
    }

    void signingTime(Instant time) {
        signingTime = time;
    }

    UpoSignatureVerdict verdict() {
        var results = new EnumMap<Check, Result>(Check.class);
        String obstacle =
                wrong.values().stream().flatMap(List::stream).findFirst().orElse("");
        for (Check check : Check.values()) {
            results.put(check, notMade.getOrDefault(check, Result.notMade("Not reached: " + obstacle)));
        }
        wrong.forEach((check, found) -> results.put(check, found.isEmpty() ? Result.passed() : Result.failed(found)));
        return new UpoSignatureVerdict(results, signedBy, signingTime);
    }
}
