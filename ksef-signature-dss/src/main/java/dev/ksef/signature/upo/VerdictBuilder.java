package dev.ksef.signature.upo;

import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import dev.ksef.signature.upo.UpoSignatureVerdict.Result;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what the checks find. A check has passed only if it was made and found nothing wrong. */
final class VerdictBuilder {

    private final Map<Check, List<String>> problems = new EnumMap<>(Check.class);
    private final Map<Check, Result> notMade = new EnumMap<>(Check.class);
    private @Nullable UpoSigningCertificate signedBy;
    private @Nullable Instant signingTime;

    /** Notes that a check was made, and what it found wrong. What was noted before stays. */
    void judge(Check check, List<String> found) {
        problems.computeIfAbsent(check, first -> new ArrayList<>()).addAll(found);
    }

    void judge(Check check, boolean passed, String problem) {
        judge(check, passed ? List.of() : List.of(problem));
    }

    void notMade(Check check, String reason) {
        notMade.put(check, Result.notMade(reason));
    }

    void signedBy(X509Certificate certificate) {
        signedBy = UpoSigningCertificate.of(certificate);
    }

    void signingTime(Instant time) {
        signingTime = time;
    }

    UpoSignatureVerdict build() {
        var results = new EnumMap<Check, Result>(Check.class);
        String obstacle =
                problems.values().stream().flatMap(List::stream).findFirst().orElse("");
        for (Check check : Check.values()) {
            results.put(check, notMade.getOrDefault(check, Result.notMade("Not reached: " + obstacle)));
        }
        problems.forEach(
                (check, found) -> results.put(check, found.isEmpty() ? Result.passed() : Result.failed(found)));
        return new UpoSignatureVerdict(results, signedBy, signingTime);
    }
}
