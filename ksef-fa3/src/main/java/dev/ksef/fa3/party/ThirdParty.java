package dev.ksef.fa3.party;

import dev.ksef.fa3.code.TRolaPodmiotu3;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.internal.Check;
import dev.ksef.fa3.schema.Podmiot3;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody on an invoice who is neither seller nor buyer. Immutable. */
public final class ThirdParty {

    /** What a third party has to do with an invoice. */
    public enum Role {
        /** A factor. */
        FACTOR(TRolaPodmiotu3._1),
        /** A branch or unit of the buyer that receives. */
        RECIPIENT(TRolaPodmiotu3._2),
        /** A taxpayer who was taken over or transformed, and who made the supply. */
        ORIGINAL_ENTITY(TRolaPodmiotu3._3),
        /** A further buyer. */
        ADDITIONAL_BUYER(TRolaPodmiotu3._4),
        /** Who issues in the taxpayer's name, and is not the buyer. */
        ISSUER(TRolaPodmiotu3._5),
        /** Who pays in the buyer's place. */
        PAYER(TRolaPodmiotu3._6),
        /** A unit of local government that issues. */
        LOCAL_GOVERNMENT_ISSUER(TRolaPodmiotu3._7),
        /** A unit of local government that receives. */
        LOCAL_GOVERNMENT_RECIPIENT(TRolaPodmiotu3._8),
        /** A member of a VAT group that issues. */
        VAT_GROUP_ISSUER(TRolaPodmiotu3._9),
        /** A member of a VAT group that receives. */
        VAT_GROUP_RECIPIENT(TRolaPodmiotu3._10),
        /** An employee. */
        EMPLOYEE(TRolaPodmiotu3._11);

        private final TRolaPodmiotu3 code;

        Role(TRolaPodmiotu3 code) {
            this.code = code;
        }

        /** Returns the code of FA(3). */
        public TRolaPodmiotu3 code() {
            return code;
        }
    }

    private final Podmiot3 element;

    private ThirdParty(Podmiot3 element) {
        this.element = element;
    }

    /**
     * Returns a third party.
     *
     * @throws InvalidFieldException if the name has not 1 to 512 characters
     */
    public static ThirdParty of(Role role, TaxId id, String name) {
        return new ThirdParty(Podmiot3.builder()
                .daneIdentyfikacyjne(Objects.requireNonNull(id, "id").thirdParty(Check.given("TPodmiot3/Nazwa", name)))
                .rola(Objects.requireNonNull(role, "role").code())
                .build());
    }

    /**
     * Returns a third party whose role is none of {@link Role}.
     *
     * @throws InvalidFieldException if name or role are empty or too long
     */
    public static ThirdParty of(String role, TaxId id, String name) {
        return new ThirdParty(Podmiot3.builder()
                .daneIdentyfikacyjne(Objects.requireNonNull(id, "id").thirdParty(Check.given("TPodmiot3/Nazwa", name)))
                .rolaInna(true)
                .opisRoli(role)
                .build());
    }

    /** Returns the third party with an address. */
    public ThirdParty address(Address address) {
        return new ThirdParty(
                element.toBuilder().adres(Address.element(address)).build());
    }

    /** Returns the third party with another address for letters. */
    public ThirdParty lettersTo(Address address) {
        return new ThirdParty(
                element.toBuilder().adresKoresp(Address.element(address)).build());
    }

    /**
     * Returns the third party with an e-mail address and a telephone number of one contact. Up to three contacts.
     *
     * @throws IllegalArgumentException if both are null
     */
    public ThirdParty contact(@Nullable String email, @Nullable String phone) {
        Contact.require(email, phone);
        return new ThirdParty(element.toBuilder()
                .addDaneKontaktowe(Podmiot3.DaneKontaktowe.builder()
                        .email(email)
                        .telefon(phone)
                        .build())
                .build());
    }

    /** Returns the third party with an EORI number. */
    public ThirdParty eori(String number) {
        return new ThirdParty(element.toBuilder().nrEORI(number).build());
    }

    /** Returns the third party with the number by which contracts or orders name it. */
    public ThirdParty customerNumber(String number) {
        return new ThirdParty(element.toBuilder().nrKlienta(number).build());
    }

    /** Returns the third party with the share of an additional buyer in percent. */
    public ThirdParty share(BigDecimal percent) {
        return new ThirdParty(element.toBuilder().udzial(percent).build());
    }

    /** Returns the third party with a key that links it to its former data in a correction ({@code IDNabywcy}). */
    public ThirdParty key(String key) {
        return new ThirdParty(element.toBuilder().idNabywcy(key).build());
    }

    /** Returns the element of FA(3). */
    public Podmiot3 element() {
        return element;
    }
}
