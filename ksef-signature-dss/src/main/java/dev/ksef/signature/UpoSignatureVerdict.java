package dev.ksef.signature;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a UPO's signature found: one word for the whole, and what each check said. Only {@link #isGood()} is
 * an answer to rely on: each of the checks can pass in a document that was tampered with.
 *
 * @param checks all of them, in their order
 * @param signedBy with which certificate it was made, expected or not; null if the signature value is not right for any
 * @param signingTime when the owner of an expected certificate says it was made; null if that is not said, or not signed
 */
public record UpoSignatureVerdict(
        Map<Check, Result> checks,
        @Nullable SigningCertificate signedBy,
        @Nullable Instant signingTime) {

    /** Takes a copy; of a check that is not among them nothing is known. */
    public UpoSignatureVerdict {
        var all = new EnumMap<Check, Result>(Check.class);
        for (Check check : Check.values()) {
            all.put(check, checks.getOrDefault(check, Result.notMade("Nothing is known of it")));
        }
        checks = Collections.unmodifiableMap(all);
    }

    /** The word for the whole: that of the first check that failed. */
    public Outcome outcome() {
        return Arrays.stream(Check.values())
                .filter(check -> result(check).status() == Status.FAILED)
                .map(check -> check.outcome)
                .findFirst()
                .orElse(isComplete() ? Outcome.GOOD : Outcome.INVALID);
    }

    /** Whether the UPO is what the owner of an expected certificate signed, all of it and nothing else. */
    public boolean isGood() {
        return outcome() == Outcome.GOOD;
    }

    /** What became of one check. */
    public Result result(Check check) {
        return Objects.requireNonNull(checks.get(check), "check");
    }

    /** Whether one check was made and found nothing wrong. */
    public boolean passed(Check check) {
        return result(check).status() == Status.PASSED;
    }

    /** What is wrong, a sentence each; empty if nothing is. */
    public List<String> findings() {
        return checks.values().stream()
                .filter(result -> result.status() == Status.FAILED)
                .flatMap(result -> result.reasons().stream())
                .toList();
    }

    private boolean isComplete() {
        return Arrays.stream(Check.values()).allMatch(check -> passed(check) || check.depends);
    }

    /** The words for a UPO as a whole. */
    public enum Outcome {
        /** Signed as a whole with an expected certificate, and unaltered. */
        GOOD,
        /** No UPO: not well-formed XML, or of another kind. */
        MALFORMED,
        /** There is no signature at all. */
        UNSIGNED,
        /** A signature stands there, but placeholders are in its place, as in published examples. */
        SANITISED,
        /** What was signed was changed afterwards. */
        ALTERED,
        /** Rightly signed, but with a certificate that is not expected. */
        FOREIGN_CERTIFICATE,
        /** The signature proves nothing; the findings tell why. */
        INVALID
    }

    /** The checks, in their order. What one found can keep later ones from being made. */
    public enum Check {
        /** Whether this is well-formed XML, and a UPO. */
        DOCUMENT(Outcome.MALFORMED),
        /** Whether there is a signature. */
        PRESENCE(Outcome.UNSIGNED),
        /** Whether the signature holds digests and a value, rather than placeholders. */
        SUBSTANCE(Outcome.SANITISED),
        /** Whether there is one, in its place, with nothing in it that does not belong there. */
        FORM(Outcome.INVALID),
        /** Whether it covers the root element with all in it but the signature itself. */
        COVERAGE(Outcome.INVALID),
        /** Whether everything that it refers to is unaltered. */
        DIGESTS(Outcome.ALTERED),
        /** Whether its hashes are SHA-256 or better. */
        ALGORITHMS(Outcome.INVALID),
        /** Whether the signature value is right. */
        VALUE(Outcome.INVALID),
        /** Whether it was made with an expected certificate, and names no other one. */
        CERTIFICATE(Outcome.FOREIGN_CERTIFICATE),
        /** Whether the certificate's key is for signing; not made where the certificate does not say. */
        KEY_USAGE(Outcome.INVALID, true),
        /** Whether the certificate was valid at the signing time; not made where the signature tells none. */
        VALIDITY(Outcome.INVALID, true);

        private final Outcome outcome;
        private final boolean depends;

        Check(Outcome outcome) {
            this(outcome, false);
        }

        Check(Outcome outcome, boolean depends) {
            this.outcome = outcome;
            this.depends = depends;
        }
    }

    /** What became of a check. */
    public enum Status {
        PASSED,
        FAILED,
        NOT_MADE
    }

    /**
     * What one check said.
     *
     * @param reasons why it failed or was not made, a sentence each; empty if it passed
     */
    public record Result(Status status, List<String> reasons) {

        /** Takes a copy of the reasons. */
        public Result {
            reasons = List.copyOf(reasons);
        }

        static Result passed() {
            return new Result(Status.PASSED, List.of());
        }

        static Result failed(List<String> reasons) {
            return new Result(Status.FAILED, reasons);
        }

        static Result notMade(String reason) {
            return new Result(Status.NOT_MADE, List.of(reason));
        }
    }
}
