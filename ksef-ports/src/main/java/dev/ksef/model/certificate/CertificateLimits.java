package dev.ksef.model.certificate;

import org.jspecify.annotations.Nullable;

/**
 * How many more certificates the signed-in subject may apply for and have. Usual limits: 300 applications and 100 certificates
 * for a NIP, 12 and 6 for a PESEL or a fingerprint.
 *
 * <p>Source: operation {@code GET /certificates/limits} of API 2.7.0;
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/limity/limity.md">limity</a>.
 *
 * @param canRequest whether KSeF would accept an application now
 * @param enrollment applications; each one counts, also a refused one
 * @param certificate active certificates
 */
public record CertificateLimits(
        @Nullable Boolean canRequest,
        @Nullable Limit enrollment,
        @Nullable Limit certificate) {

    /** Tells whether KSeF says that it would refuse an application. If it does not say, only an application will show it. */
    public boolean forbidsRequest() {
        return Boolean.FALSE.equals(canRequest);
    }

    /** Returns the remaining numbers in a few words, for messages. */
    public String summary() {
        return Limit.text(enrollment) + " applications and " + Limit.text(certificate)
                + " active certificates are left";
    }

    /**
     * One limit.
     *
     * @param remaining how many are left
     * @param limit how many there may be in all
     */
    public record Limit(
            @Nullable Integer remaining, @Nullable Integer limit) {

        private static String text(@Nullable Limit limit) {
            return limit == null ? "an unknown number of" : known(limit.remaining) + " of " + known(limit.limit);
        }

        private static String known(@Nullable Integer number) {
            return number == null ? "?" : number.toString();
        }
    }
}
