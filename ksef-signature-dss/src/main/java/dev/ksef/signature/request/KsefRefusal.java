package dev.ksef.signature.request;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A refusal by KSeF, and what it can mean.
 *
 * @param meanings the meaning of each error code that KSeF named
 */
record KsefRefusal(List<RefusalMeaning> meanings) {

    static KsefRefusal of(KsefApiException refusal) {
        return new KsefRefusal(refusal.errors().stream()
                .map(KsefError::code)
                .distinct()
                .map(RefusalMeaning::ofCode)
                .toList());
    }

    static KsefRefusal of(KsefProcessingException refusal) {
        return new KsefRefusal(List.of(RefusalMeaning.ofStatus(refusal.status().code())));
    }

    /** Returns what the refusal means, then the findings: those that it can mean come first. */
    List<SignatureFinding> explainedBy(List<SignatureFinding> findings) {
        List<SignatureFinding> ranked = new ArrayList<>();
        if (meanings.isEmpty()) {
            ranked.add(RefusalMeaning.NO_CODE.finding(findings));
        }
        meanings.forEach(meaning -> ranked.add(meaning.finding(findings)));
        findings.stream()
                .sorted(Comparator.comparingInt(finding -> rank(finding.cause())))
                .forEach(ranked::add);
        return List.copyOf(ranked);
    }

    private int rank(Cause cause) {
        return meanings.stream().mapToInt(meaning -> meaning.rank(cause)).min().orElse(0);
    }
}
