package dev.ksef.signature.upo;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a UPO's signature found: one outcome for the whole, and the result of each check. Rely on
 * {@link #isGood()} alone: every single check can pass in a document that was tampered with.
 *
 * @param checks the results of all checks, in their order
 * @param signedBy the certificate whose key signed, expected or not; null if the signature value fits none
 * @param signingTime when the owner of an expected certificate says it was signed; null if the signature does not say so,
 *     or does not sign it
 */
public record UpoSignatureVerdict(
        Map<Check, Result> checks,
        @Nullable UpoSigningCertificate signedBy,
        @Nullable Instant signingTime) {

    /** Copies the results. A check without a result counts as not made. */
    public UpoSignatureVerdict {
        var all = new EnumMap<Check, Result>(Check.class);
        for (Check check : Check.values()) {
            all.put(check, checks.getOrDefault(check, Result.notMade("Nothing is known of it")));
        }
        checks = Collections.unmodifiableMap(all);
    }

    /** Returns the outcome for the whole, which is that of the first check that failed. */
    public Outcome outcome() {
        return Arrays.stream(Check.values())
                .filter(check -> result(check).status() == Status.FAILED)
                .map(check -> check.outcome)
                .findFirst()
                .orElse(isComplete() ? Outcome.GOOD : Outcome.INVALID);
    }

    /** Tells whether the UPO is what the owner of an expected certificate signed, all of it and nothing else. */
    public boolean isGood() {
        return outcome() == Outcome.GOOD;
    }

    /** Returns the result of one check. */
    public Result result(Check check) {
        return Objects.requireNonNull(checks.get(check), "check");
    }

    /** Tells whether one check was made and found nothing wrong. */
    public boolean passed(Check check) {
        return result(check).status() == Status.PASSED;
    }

    /** Returns what is wrong, a sentence each; empty if nothing is. */
    public List<String> findings() {
        return checks.values().stream()
                .filter(result -> result.status() == Status.FAILED)
                .flatMap(result -> result.reasons().stream())
                .toList();
    }

    private boolean isComplete() {
        return Arrays.stream(Check.values()).allMatch(check -> passed(check) || check.optional);
    }

    /** The outcomes for a UPO as a whole. */
    public enum Outcome {
        /** Signed as a whole with an expected certificate, and unaltered. */
        GOOD,
        /** This is no UPO: not well-formed XML, or another document. */
        MALFORMED,
        /** There is no signature at all. */
        UNSIGNED,
        /** The signature holds placeholders, as in published examples. */
        SANITISED,
        /** What was signed was changed afterwards. */
        ALTERED,
        /** The signature is right, but its certificate is not an expected one. */
        FOREIGN_CERTIFICATE,
        /** The signature proves nothing; the findings tell why. */
        INVALID
    }

    /** The checks, in their order. If one fails, later ones may not be made. */
    public enum Check {
        /** Whether this is well-formed XML, and a UPO. */
        DOCUMENT(Outcome.MALFORMED),
        /** Whether there is a signature. */
        PRESENCE(Outcome.UNSIGNED),
        /** Whether the signature holds digests and a value, rather than placeholders. */
        SUBSTANCE(Outcome.SANITISED),
        /** Whether there is one signature, in its place, with nothing in it that does not belong there. */
        FORM(Outcome.INVALID),
        /** Whether it covers the root element with all its content except the signature itself. */
        COVERAGE(Outcome.INVALID),
        /** Whether everything that it refers to is unaltered. */
        DIGESTS(Outcome.ALTERED),
        /** Whether its hashes are SHA-256 or better. */
        ALGORITHMS(Outcome.INVALID),
        /** Whether the signature value is right. */
        VALUE(Outcome.INVALID),
        /** Whether it was made with an expected certificate and names no other. */
        CERTIFICATE(Outcome.FOREIGN_CERTIFICATE),
        /** Whether the certificate's key is for signing; not made if the certificate does not say. */
        KEY_USAGE(Outcome.INVALID, true),
        /** Whether the certificate was valid at the signing time; not made if the signature tells none. */
        VALIDITY(Outcome.INVALID, true);

        private final Outcome outcome;
        private final boolean optional;

        Check(Outcome outcome) {
            this(outcome, false);
        }

        Check(Outcome outcome, boolean optional) {
            this.outcome = outcome;
            this.optional = optional;
        }
    }

    /** The status of a check. */
    public enum Status {
        /** The check was made and found nothing wrong. */
        PASSED,
        /** The check was made and found something wrong. */
        FAILED,
        /** The check could not be made. */
        NOT_MADE
    }

    /**
     * The result of one check.
     *
     * @param reasons why it failed or was not made, a sentence each; empty if it passed
     */
    public record Result(Status status, List<String> reasons) {

        /** Copies the reasons. */
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
