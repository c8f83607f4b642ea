package dev.ksef.fa3;

import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mandatory marks ({@code Adnotacje}). Each says no, unless a call or the rates of the lines demand otherwise. */
final class Marks {

    private boolean cashAccounting;
    private boolean selfBilling;
    private boolean reverseCharge;
    private boolean splitPayment;
    private boolean triangular;
    private Fa.Adnotacje.@Nullable Zwolnienie exemption;
    private @Nullable MarginScheme margin;
    private Fa.Adnotacje.@Nullable NoweSrodkiTransportu newVehicles;

    void cashAccounting() {
        cashAccounting = true;
    }

    void selfBilling() {
        selfBilling = true;
    }

    void reverseCharge() {
        reverseCharge = true;
    }

    void splitPayment() {
        splitPayment = true;
    }

    boolean isSplitPayment() {
        return splitPayment;
    }

    void triangular() {
        triangular = true;
    }

    boolean isTriangular() {
        return triangular;
    }

    void exemption(Fa.Adnotacje.Zwolnienie.Builder basis) {
        exemption = basis.p_19(true).build();
    }

    void margin(MarginScheme scheme) {
        margin = Objects.requireNonNull(scheme, "scheme");
    }

    void newVehicles(Fa.Adnotacje.NoweSrodkiTransportu vehicles) {
        newVehicles = Objects.requireNonNull(vehicles, "vehicles");
    }

    boolean areNewVehicles() {
        return newVehicles != null && newVehicles.p_22();
    }

    /** Adds what the rates demand and nobody said. */
    void check(Set<SumField> fields, List<String> problems) {
        if (fields.contains(SumField.P_13_7) && exemption == null) {
            problems.add(
                    "sales are exempt, so say by which provision: call exemptByAct, exemptByDirective or exemptByOther");
        }
        if (fields.contains(SumField.P_13_11) && margin == null) {
            problems.add("sales are in a margin scheme, so say in which: call margin");
        }
    }

    /** Adds what was said and no rate demands. */
    void check(Set<SumField> fields, boolean correction, List<DraftFinding> findings) {
        if (!correction && exemption != null && !fields.contains(SumField.P_13_7)) {
            findings.add(DraftFinding.about("Adnotacje/Zwolnienie", "names a provision, but no sale is exempt"));
        }
        if (!correction && margin != null && !fields.contains(SumField.P_13_11)) {
            findings.add(DraftFinding.about("Adnotacje/PMarzy", "names a margin scheme, but no sale is in one"));
        }
    }

    Fa.Adnotacje build(Set<SumField> fields) {
        boolean buyerPays = fields.contains(SumField.P_13_10) || fields.contains(SumField.P_13_9);
        return Fa.Adnotacje.builder()
                .p_16(mark(cashAccounting))
                .p_17(mark(selfBilling))
                .p_18(mark(reverseCharge || buyerPays))
                .p_18A(mark(splitPayment))
                .zwolnienie(
                        exemption != null
                                ? exemption
                                : Fa.Adnotacje.Zwolnienie.builder().p_19N(true).build())
                .noweSrodkiTransportu(
                        newVehicles != null
                                ? newVehicles
                                : Fa.Adnotacje.NoweSrodkiTransportu.builder()
                                        .p_22N(true)
                                        .build())
                .p_23(mark(triangular))
                .pMarzy(
                        margin != null
                                ? margin.mark()
                                : Fa.Adnotacje.PMarzy.builder().p_PMarzyN(true).build())
                .build();
    }

    private static TWybor1_2 mark(boolean yes) {
        return yes ? TWybor1_2._1 : TWybor1_2._2;
    }
}
