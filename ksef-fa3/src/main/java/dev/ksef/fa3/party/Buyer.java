package dev.ksef.fa3.party;

import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.internal.Check;
import dev.ksef.fa3.schema.Podmiot2;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The buyer. Neither a subordinate unit of local government nor a member of a VAT group, unless it is said so. Immutable.
 */
public final class Buyer {

    private final TaxId id;
    private final Podmiot2 element;

    private Buyer(TaxId id, Podmiot2 element) {
        this.id = id;
        this.element = element;
    }

    /**
     * Returns a buyer with a Polish NIP.
     *
     * @throws InvalidFieldException if the NIP has not the shape of one, or the name has not 1 to 512 characters
     */
    public static Buyer of(String nip, String name, Address address) {
        return of(TaxId.nip(nip), name, address);
    }

    /**
     * Returns a buyer with any number, or with {@link TaxId#none()}.
     *
     * @throws InvalidFieldException if the name has not 1 to 512 characters
     * @throws IllegalArgumentException if the number is an internal identifier
     */
    public static Buyer of(TaxId id, String name, Address address) {
        return new Buyer(
                id,
                none(Objects.requireNonNull(id, "id")).toBuilder()
                        .daneIdentyfikacyjne(id.buyer(Check.given("TPodmiot2/Nazwa", name)))
                        .adres(Address.element(address))
                        .build());
    }

    /** Returns a buyer of whom a simplified invoice tells the number only. */
    public static Buyer of(TaxId id) {
        return new Buyer(id, none(Objects.requireNonNull(id, "id")));
    }

    private static Podmiot2 none(TaxId id) {
        return Podmiot2.builder()
                .daneIdentyfikacyjne(id.buyer(null))
                .jst(Podmiot2.JST._2)
                .gv(Podmiot2.GV._2)
                .build();
    }

    /**
     * Returns the buyer for an invoice of a subordinate unit of local government ({@code JST}). The unit itself is a third party
     * of the role {@link ThirdParty.Role#LOCAL_GOVERNMENT_RECIPIENT}.
     */
    public Buyer forLocalGovernmentUnit() {
        return new Buyer(id, element.toBuilder().jst(Podmiot2.JST._1).build());
    }

    /**
     * Returns the buyer for an invoice of a member of a VAT group ({@code GV}). The member itself is a third party of the role
     * {@link ThirdParty.Role#VAT_GROUP_RECIPIENT}.
     */
    public Buyer forVatGroupMember() {
        return new Buyer(id, element.toBuilder().gv(Podmiot2.GV._1).build());
    }

    /** Returns the buyer with another address for letters. */
    public Buyer lettersTo(Address address) {
        return new Buyer(
                id, element.toBuilder().adresKoresp(Address.element(address)).build());
    }

    /** Returns the buyer with an e-mail address. Up to three contacts. */
    public Buyer email(String email) {
        return contact(Podmiot2.DaneKontaktowe.builder()
                .email(Objects.requireNonNull(email, "email"))
                .build());
    }

    /** Returns the buyer with a telephone number. Up to three contacts. */
    public Buyer phone(String phone) {
        return contact(Podmiot2.DaneKontaktowe.builder()
                .telefon(Objects.requireNonNull(phone, "phone"))
                .build());
    }

    /**
     * Returns the buyer with an e-mail address and a telephone number of one contact. Up to three contacts.
     *
     * @throws IllegalArgumentException if both are null
     */
    public Buyer contact(@Nullable String email, @Nullable String phone) {
        Contact.require(email, phone);
        return contact(
                Podmiot2.DaneKontaktowe.builder().email(email).telefon(phone).build());
    }

    /** Returns the buyer with an EORI number. */
    public Buyer eori(String number) {
        return new Buyer(id, element.toBuilder().nrEORI(number).build());
    }

    /** Returns the buyer with the number by which contracts or orders name him. */
    public Buyer customerNumber(String number) {
        return new Buyer(id, element.toBuilder().nrKlienta(number).build());
    }

    /** Returns the buyer with a key that links him to his former data in a correction ({@code IDNabywcy}). */
    public Buyer key(String key) {
        return new Buyer(id, element.toBuilder().idNabywcy(key).build());
    }

    /** Returns the number by which he is known. */
    public TaxId id() {
        return id;
    }

    /** Returns the element of FA(3). */
    public Podmiot2 element() {
        return element;
    }

    private Buyer contact(Podmiot2.DaneKontaktowe contact) {
        return new Buyer(id, element.toBuilder().addDaneKontaktowe(contact).build());
    }
}
