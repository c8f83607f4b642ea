package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Where FA(3) sums up sales of one kind: net, VAT, and VAT in złoty. Source: the schema's descriptions of these fields. */
@SuppressWarnings("ImmutableEnumChecker") // Its functions are setters, which have no state.
enum SumField {
    P_13_1("P_14_1", Fa.Builder::p_13_1, Fa.Builder::p_14_1, Fa.Builder::p_14_1W),
    P_13_2("P_14_2", Fa.Builder::p_13_2, Fa.Builder::p_14_2, Fa.Builder::p_14_2W),
    P_13_3("P_14_3", Fa.Builder::p_13_3, Fa.Builder::p_14_3, Fa.Builder::p_14_3W),
    P_13_4("P_14_4", Fa.Builder::p_13_4, Fa.Builder::p_14_4, Fa.Builder::p_14_4W),
    P_13_5("P_14_5", Fa.Builder::p_13_5, Fa.Builder::p_14_5, null),
    P_13_6_1(null, Fa.Builder::p_13_6_1, null, null),
    P_13_6_2(null, Fa.Builder::p_13_6_2, null, null),
    P_13_6_3(null, Fa.Builder::p_13_6_3, null, null),
    P_13_7(null, Fa.Builder::p_13_7, null, null),
    P_13_8(null, Fa.Builder::p_13_8, null, null),
    P_13_9(null, Fa.Builder::p_13_9, null, null),
    P_13_10(null, Fa.Builder::p_13_10, null, null),
    P_13_11(null, Fa.Builder::p_13_11, null, null);

    @FunctionalInterface
    private interface Setter {
        Fa.Builder set(Fa.Builder fa, @Nullable BigDecimal amount);
    }

    private final @Nullable String vatElement;
    private final Setter net;
    private final @Nullable Setter vat;
    private final @Nullable Setter inZloty;

    SumField(@Nullable String vatElement, Setter net, @Nullable Setter vat, @Nullable Setter inZloty) {
        this.vatElement = vatElement;
        this.net = net;
        this.vat = vat;
        this.inZloty = inZloty;
    }

    /** Tells whether there is a field for VAT. */
    boolean hasVat() {
        return vat != null;
    }

    /** Tells whether there is a field for VAT in złoty, which an invoice in another currency has to fill. */
    boolean hasVatInZloty() {
        return inZloty != null;
    }

    /** Returns the name of the field for VAT. */
    String vatElement() {
        return vatElement == null ? "VAT" : vatElement;
    }

    void write(Fa.Builder fa, Sum sum) {
        net.set(fa, sum.net());
        if (vat != null) {
            vat.set(fa, sum.vat());
        }
        if (inZloty != null) {
            inZloty.set(fa, sum.vatInZloty());
        }
    }
}
