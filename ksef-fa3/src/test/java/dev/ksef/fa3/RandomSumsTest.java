package dev.ksef.fa3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of random lines are those of a calculation in whole numbers. */
class RandomSumsTest {

    private static final VatRate[] RATES = {VatRate.P23, VatRate.P8, VatRate.P5};
    private static final long[] PERCENT = {23, 8, 5};
    private static final int INVOICES = 2000;

    @Test
    void netPrices_eitherRounding_makeTheSumsOfIntegers() {
        for (int seed = 0; seed < INVOICES; seed++) {
            check(seed, false);
        }
    }

    @Test
    void grossPrices_eitherRounding_makeTheSumsOfIntegers() {
        for (int seed = 0; seed < INVOICES; seed++) {
            check(seed, true);
        }
    }

    private static void check(int seed, boolean gross) {
        var random = new Random(seed);
        boolean byLine = random.nextBoolean();
        SaleBuilder builder = Built.filled(Invoice.vat()).rounding(byLine ? Rounding.BY_LINE : Rounding.BY_RATE);
        var worth = new long[RATES.length];
        var vatOfLines = new long[RATES.length];
        var used = new boolean[RATES.length];
        for (int line = 1 + random.nextInt(30); line > 0; line--) {
            int rate = random.nextInt(RATES.length);
            long thousandths = 1 + random.nextInt(100_000);
            long price = random.nextInt(1_000_000);
            var quantity = BigDecimal.valueOf(thousandths, 3);
            var unitPrice = BigDecimal.valueOf(price, 2);
            builder.line(
                    gross
                            ? Line.gross("a", quantity, unitPrice, RATES[rate])
                            : Line.net("a", quantity, unitPrice, RATES[rate]));
            long value = quotient(thousandths * price, 1000);
            worth[rate] += value;
            vatOfLines[rate] += vat(value, PERCENT[rate], gross);
            used[rate] = true;
        }
        Fa fa = builder.build().withoutFindings().fa();
        BigDecimal[] nets = {fa.p_13_1(), fa.p_13_2(), fa.p_13_3()};
        BigDecimal[] vats = {fa.p_14_1(), fa.p_14_2(), fa.p_14_3()};
        long total = 0;
        for (int rate = 0; rate < RATES.length; rate++) {
            long vat = byLine ? vatOfLines[rate] : vat(worth[rate], PERCENT[rate], gross);
            long net = gross ? worth[rate] - vat : worth[rate];
            assertThat(vats[rate]).as("VAT, seed " + seed).isEqualTo(used[rate] ? BigDecimal.valueOf(vat, 2) : null);
            assertThat(nets[rate]).as("net, seed " + seed).isEqualTo(used[rate] ? BigDecimal.valueOf(net, 2) : null);
            total += net + vat;
        }
        assertThat(fa.p_15()).as("total, seed " + seed).isEqualTo(BigDecimal.valueOf(total, 2));
    }

    private static long vat(long grosze, long percent, boolean gross) {
        return quotient(grosze * percent, gross ? 100 + percent : 100);
    }

    /** Divides what is not negative, halves up. */
    private static long quotient(long dividend, long divisor) {
        return (2 * dividend + divisor) / (2 * divisor);
    }
}
