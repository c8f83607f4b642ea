package dev.ksef.fa3.payment;

import dev.ksef.fa3.code.TRachunekWlasnyBanku;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.TRachunekBankowy;

/** A bank account. Immutable; never shows its number. */
public final class BankAccount {

    private final TRachunekBankowy element;

    private BankAccount(TRachunekBankowy element) {
        this.element = element;
    }

    /**
     * Returns an account.
     *
     * @param number as NRB or IBAN, without spaces
     * @throws InvalidFieldException if it has not 10 to 34 characters
     */
    public static BankAccount of(String number) {
        return new BankAccount(TRachunekBankowy.builder().nrRB(number).build());
    }

    /** Returns the account with the SWIFT code of its bank. */
    public BankAccount swift(String code) {
        return new BankAccount(element.toBuilder().swift(code).build());
    }

    /** Returns the account with the name of its bank. */
    public BankAccount bank(String name) {
        return new BankAccount(element.toBuilder().nazwaBanku(name).build());
    }

    /** Returns the account with a description, such as its currency. */
    public BankAccount description(String text) {
        return new BankAccount(element.toBuilder().opisRachunku(text).build());
    }

    /** Returns the account as one of the bank itself: for debts it bought, for collecting, or its own. */
    public BankAccount ofTheBank(TRachunekWlasnyBanku kind) {
        return new BankAccount(element.toBuilder().rachunekWlasnyBanku(kind).build());
    }

    /** Returns the element of FA(3). */
    public TRachunekBankowy element() {
        return element;
    }
}
