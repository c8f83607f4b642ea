package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sums of an invoice: those that the caller gave, and the computed ones for the rest. */
final class Totals {

    private final Map<SumField, BigDecimal> givenNet = new EnumMap<>(SumField.class);
    private final Map<SumField, BigDecimal> givenVat = new EnumMap<>(SumField.class);
    private final Map<SumField, BigDecimal> givenVatInZloty = new EnumMap<>(SumField.class);
    private @Nullable BigDecimal givenTotal;

    void net(VatRate rate, BigDecimal amount) {
        SumField field = field(rate);
        givenNet.put(field, Money.checked(field.name(), amount));
    }

    void vat(VatRate rate, BigDecimal amount) {
        SumField field = field(rate);
        if (!field.hasVat()) {
            throw new IllegalArgumentException("There is no VAT at the rate " + rate);
        }
        givenVat.put(field, Money.checked(field.vatElement(), amount));
    }

    void vatInZloty(VatRate rate, BigDecimal amount) {
        SumField field = field(rate);
        if (!field.hasVatInZloty()) {
            throw new IllegalArgumentException("FA(3) has no field for VAT in złoty at the rate " + rate);
        }
        givenVatInZloty.put(field, Money.checked(field.vatElement() + "W", amount));
    }

    private static SumField field(VatRate rate) {
        return Objects.requireNonNull(rate, "rate").field();
    }

    void total(BigDecimal amount) {
        givenTotal = Money.checked("P_15", amount);
    }

    /** Tells whether VAT in złoty is known without computing it. */
    boolean hasAllVatInZloty(Set<SumField> fields) {
        return givenVatInZloty.keySet().containsAll(fields);
    }

    boolean hasVatInZloty() {
        return !givenVatInZloty.isEmpty();
    }

    /** Puts what was given in the place of what was computed, and tells where they differ. */
    Map<SumField, Sum> settle(Map<SumField, Sum> computed, List<DraftFinding> findings) {
        Map<SumField, Sum> settled = new EnumMap<>(SumField.class);
        for (SumField field : SumField.values()) {
            Sum sum = computed.get(field);
            boolean given =
                    givenNet.containsKey(field) || givenVat.containsKey(field) || givenVatInZloty.containsKey(field);
            if (sum == null && !given) {
                continue;
            }
            Sum known = sum == null ? Sum.NOTHING : sum;
            BigDecimal net = settled(field.name(), givenNet.get(field), known.net(), findings);
            BigDecimal vat = settled(field.vatElement(), givenVat.get(field), known.vat(), findings);
            settled.put(field, new Sum(net, vat, vatInZloty(field, sum, findings)));
        }
        return settled;
    }

    /** What was given stands alone only where an exchange rate is missing. */
    private @Nullable BigDecimal vatInZloty(SumField field, @Nullable Sum sold, List<DraftFinding> findings) {
        BigDecimal given = givenVatInZloty.get(field);
        BigDecimal computed = sold == null ? Money.ZERO : sold.vatInZloty();
        if (given == null) {
            return sold == null ? null : computed;
        }
        return computed == null ? given : settled(field.vatElement() + "W", given, computed, findings);
    }

    /** Returns the total that was given, or that of the sums, and tells whether they differ. */
    BigDecimal total(Map<SumField, Sum> sums, List<DraftFinding> findings) {
        BigDecimal computed = Money.ZERO;
        for (Sum sum : sums.values()) {
            computed = computed.add(sum.gross());
        }
        return settled("P_15", givenTotal, computed, findings);
    }

    static void write(Map<SumField, Sum> sums, Fa.Builder fa) {
        sums.forEach((field, sum) -> field.write(fa, sum));
    }

    static BigDecimal settled(
            String element, @Nullable BigDecimal given, BigDecimal computed, List<DraftFinding> findings) {
        if (given == null) {
            return computed;
        }
        if (!Money.same(given, computed)) {
            findings.add(DraftFinding.conflict(element, "is not the computed sum", given, computed));
        }
        return given;
    }
}
