package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveContextLimits.SessionLimits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextLimitsTest {

    private static ContextLimits limits(@Nullable Integer plain, @Nullable Integer attached, @Nullable Integer most) {
        return ContextLimits.from(
                () -> new EffectiveContextLimits(null, new SessionLimits(plain, attached, most), null));
    }

    /** Whether an invoice of so many megabytes passes the check of sizes. */
    private static boolean passes(ContextLimits limits, int megabytes) {
        InvoiceXml xml = Invoices.xml(Invoices.FA_3.replace(
                "<P_7>Łożysko</P_7>", "<P_7>" + "x".repeat(megabytes * 1_000_000 - 10_000) + "</P_7>"));
        var destination = InvoiceDestination.batch(FormCode.FA_3, Instant.parse("2026-11-02T09:00:00Z"));
        return limits.of(PreFlight.of(KsefEnvironment.TEST)).check(xml, destination).errors().stream()
                .noneMatch(error -> error.toString().contains("bytes"));
    }

    @Test
    void sizes_areThoseOfTheContext() {
        assertThat(passes(limits(null, null, null), 1)).isTrue();
        assertThat(passes(limits(null, null, null), 2)).isFalse();
        assertThat(passes(limits(2, 3, null), 2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,3", "2,0", "-1,3", "2,-5", ",3", "2,", ","})
    void sizesThatCannotBeMeant_areTheUsual(@Nullable Integer plain, @Nullable Integer attached) {
        assertThat(passes(limits(plain, attached, null), 1)).isTrue();
        assertThat(passes(limits(plain, attached, null), 2)).isFalse();
    }

    @Test
    void hugeSizes_doNotOverflow() {
        assertThat(passes(limits(Integer.MAX_VALUE, Integer.MAX_VALUE, null), 2))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({",10000", "0,10000", "-7,10000", "2147483647,10000", "10001,10000", "10000,10000", "9999,9999", "1,1"})
    void numberOfInvoices_isNeverRaised(@Nullable Integer told, int expected) {
        assertThat(limits(null, null, told).of(PackageLimits.USUAL))
                .isEqualTo(PackageLimits.USUAL.withMostInvoices(expected));
    }

    @Test
    void whoMayNotAsk_hasTheUsualLimits_andOtherFailuresAreThrown() {
        ContextLimits unknown = ContextLimits.from(() -> {
            throw new KsefForbiddenException(
                    new KsefApiException.Answer("GET /faked", 403, List.of(), null, null), null, List.of(), List.of());
        });
        assertThat(unknown.of(PackageLimits.USUAL)).isEqualTo(PackageLimits.USUAL);
        assertThat(ContextLimits.from(() -> new EffectiveContextLimits(null, null, null)))
                .isEqualTo(unknown);
        assertThatThrownBy(() -> ContextLimits.from(() -> {
                    throw Faked.error(500, 0);
                }))
                .isInstanceOf(KsefApiException.class);
    }
}
