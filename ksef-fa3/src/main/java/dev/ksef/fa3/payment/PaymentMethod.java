package dev.ksef.fa3.payment;

import dev.ksef.fa3.code.TFormaPlatnosci;

/** How money changes hands. */
public enum PaymentMethod {
    /** Cash. */
    CASH(TFormaPlatnosci._1),
    /** A card. */
    CARD(TFormaPlatnosci._2),
    /** A voucher. */
    VOUCHER(TFormaPlatnosci._3),
    /** A cheque. */
    CHEQUE(TFormaPlatnosci._4),
    /** Credit. */
    CREDIT(TFormaPlatnosci._5),
    /** A bank transfer. */
    TRANSFER(TFormaPlatnosci._6),
    /** A mobile payment. */
    MOBILE(TFormaPlatnosci._7);

    private final TFormaPlatnosci code;

    PaymentMethod(TFormaPlatnosci code) {
        this.code = code;
    }

    /** Returns the code of FA(3). */
    public TFormaPlatnosci code() {
        return code;
    }
}
