package dev.ksef.fa3.party;

import dev.ksef.fa3.code.TStatusInfoPodatnika;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.Podmiot1;
import dev.ksef.fa3.schema.TPodmiot1;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The seller: the taxpayer whose sale it is. Immutable. */
public final class Seller {

    private final Podmiot1 element;

    private Seller(Podmiot1 element) {
        this.element = element;
    }

    /**
     * Returns a seller.
     *
     * @throws InvalidFieldException if the NIP has not the shape of one, or the name has not 1 to 512 characters
     */
    public static Seller of(String nip, String name, Address address) {
        return new Seller(Podmiot1.builder()
                .daneIdentyfikacyjne(TPodmiot1.builder().nip(nip).nazwa(name).build())
                .adres(Address.element(address))
                .build());
    }

    /** Returns the seller with another address for letters. */
    public Seller lettersTo(Address address) {
        return new Seller(
                element.toBuilder().adresKoresp(Address.element(address)).build());
    }

    /** Returns the seller with an e-mail address. Up to three contacts. */
    public Seller email(String email) {
        return contact(Podmiot1.DaneKontaktowe.builder()
                .email(Objects.requireNonNull(email, "email"))
                .build());
    }

    /** Returns the seller with a telephone number. Up to three contacts. */
    public Seller phone(String phone) {
        return contact(Podmiot1.DaneKontaktowe.builder()
                .telefon(Objects.requireNonNull(phone, "phone"))
                .build());
    }

    /**
     * Returns the seller with an e-mail address and a telephone number of one contact. Up to three contacts.
     *
     * @throws IllegalArgumentException if both are null
     */
    public Seller contact(@Nullable String email, @Nullable String phone) {
        Contact.require(email, phone);
        return contact(
                Podmiot1.DaneKontaktowe.builder().email(email).telefon(phone).build());
    }

    /** Returns the seller with an EORI number. */
    public Seller eori(String number) {
        return new Seller(element.toBuilder().nrEORI(number).build());
    }

    /** Returns the seller in liquidation, restructuring, insolvency or inheritance. */
    public Seller status(TStatusInfoPodatnika status) {
        return new Seller(element.toBuilder().statusInfoPodatnika(status).build());
    }

    /** Returns the element of FA(3). */
    public Podmiot1 element() {
        return element;
    }

    private Seller contact(Podmiot1.DaneKontaktowe contact) {
        return new Seller(element.toBuilder().addDaneKontaktowe(contact).build());
    }
}
