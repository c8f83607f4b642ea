package dev.ksef.signature;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What KSeF said, and what it can have meant.
 *
 * @param meanings of each code that it named
 */
record Refusal(List<RefusalMeaning> meanings) {

    static Refusal of(KsefApiException said) {
        return new Refusal(said.errors().stream()
                .map(KsefError::code)
                .distinct()
                .map(RefusalMeaning::ofCode)
                .toList());
    }

    static Refusal of(KsefProcessingException said) {
        return new Refusal(List.of(RefusalMeaning.ofStatus(said.status().code())));
    }

    /** The explanation first, then the findings: what KSeF can have meant before everything else. */
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
