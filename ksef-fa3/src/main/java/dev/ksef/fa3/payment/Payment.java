package dev.ksef.fa3.payment;

import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Objects;

/** How and until when an invoice is paid, and what has been paid. Immutable. */
public final class Payment {

    private final Fa.Platnosc element;

    private Payment(Fa.Platnosc element) {
        this.element = element;
    }

    /** Returns a payment by this method. */
    public static Payment by(PaymentMethod method) {
        return new Payment(Fa.Platnosc.builder()
                .formaPlatnosci(Objects.requireNonNull(method, "method").code())
                .build());
    }

    /** Returns a payment by bank transfer to an account. */
    public static Payment transferTo(BankAccount account) {
        return by(PaymentMethod.TRANSFER).account(account);
    }

    /**
     * Returns a payment by a method that is none of {@link PaymentMethod}.
     *
     * @throws InvalidFieldException if the description has not 1 to 256 characters
     */
    public static Payment byOther(String description) {
        return new Payment(Fa.Platnosc.builder()
                .platnoscInna(true)
                .opisPlatnosci(description)
                .build());
    }

    /** Returns the payment with the day until which it is due. Up to 100 terms. */
    public Payment due(LocalDate day) {
        return term(Fa.Platnosc.TerminPlatnosci.builder()
                .termin(Objects.requireNonNull(day, "day"))
                .build());
    }

    /** Returns the payment with a term in words, such as 14, {@code dni}, {@code wystawienie faktury}. Up to 100 terms. */
    public Payment due(int count, String unit, String startingWith) {
        return term(Fa.Platnosc.TerminPlatnosci.builder()
                .terminOpis(Fa.Platnosc.TerminPlatnosci.TerminOpis.builder()
                        .ilosc(BigInteger.valueOf(count))
                        .jednostka(unit)
                        .zdarzeniePoczatkowe(startingWith)
                        .build())
                .build());
    }

    /** Returns the payment with an account of the seller. Up to 100. */
    public Payment account(BankAccount account) {
        return new Payment(element.toBuilder()
                .addRachunekBankowy(Objects.requireNonNull(account, "account").element())
                .build());
    }

    /** Returns the payment with an account of the factor. Up to 20. */
    public Payment factorAccount(BankAccount account) {
        return new Payment(element.toBuilder()
                .addRachunekBankowyFaktora(
                        Objects.requireNonNull(account, "account").element())
                .build());
    }

    /** Returns the payment as one that has been made. */
    public Payment paid(LocalDate day) {
        return new Payment(element.toBuilder().zaplacono(true).dataZaplaty(day).build());
    }

    /** Returns the payment with a part that has been paid. Up to 100 parts. */
    public Payment paidPart(BigDecimal amount, LocalDate day) {
        return part(TWybor1_2._1, amount, day);
    }

    /** Returns the payment with the last of several parts, after which nothing is left to pay. */
    public Payment paidLastPart(BigDecimal amount, LocalDate day) {
        return part(TWybor1_2._2, amount, day);
    }

    /** Returns the payment with a discount for paying early: under which conditions, and how much. */
    public Payment cashDiscount(String conditions, String amount) {
        return new Payment(element.toBuilder()
                .skonto(Fa.Platnosc.Skonto.builder()
                        .warunkiSkonta(conditions)
                        .wysokoscSkonta(amount)
                        .build())
                .build());
    }

    /** Returns the payment with a link to pay by, which has to hold {@code IPKSeF}, and with that identifier. */
    public Payment link(String link, String ksefPaymentId) {
        return new Payment(
                element.toBuilder().linkDoPlatnosci(link).ipkSeF(ksefPaymentId).build());
    }

    /** Returns the element of FA(3). */
    public Fa.Platnosc element() {
        return element;
    }

    private Payment term(Fa.Platnosc.TerminPlatnosci term) {
        return new Payment(element.toBuilder().addTerminPlatnosci(term).build());
    }

    private Payment part(TWybor1_2 mark, BigDecimal amount, LocalDate day) {
        return new Payment(element.toBuilder()
                // The parts may be told in any order.
                .znacznikZaplatyCzesciowej(element.znacznikZaplatyCzesciowej() == TWybor1_2._2 ? TWybor1_2._2 : mark)
                .addZaplataCzesciowa(Fa.Platnosc.ZaplataCzesciowa.builder()
                        .kwotaZaplatyCzesciowej(amount)
                        .dataZaplatyCzesciowej(day)
                        .build())
                .build());
    }
}
