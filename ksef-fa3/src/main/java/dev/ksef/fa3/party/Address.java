package dev.ksef.fa3.party;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.TAdres;
import java.util.Objects;

/** An address: a country and one or two lines. Immutable. */
public final class Address {

    private final TAdres element;

    private Address(TAdres element) {
        this.element = element;
    }

    /**
     * Returns an address in Poland.
     *
     * @throws InvalidFieldException if the line has not 1 to 512 characters
     */
    public static Address polish(String line) {
        return of(TKodKraju.PL, line);
    }

    /**
     * Returns an address in Poland, such as street and number, then postal code and town.
     *
     * @throws InvalidFieldException if a line has not 1 to 512 characters
     */
    public static Address polish(String line, String secondLine) {
        return of(TKodKraju.PL, line, secondLine);
    }

    /**
     * Returns an address.
     *
     * @throws InvalidFieldException if the line has not 1 to 512 characters
     */
    public static Address of(TKodKraju country, String line) {
        return new Address(TAdres.builder().kodKraju(country).adresL1(line).build());
    }

    /**
     * Returns an address of two lines.
     *
     * @throws InvalidFieldException if a line has not 1 to 512 characters
     */
    public static Address of(TKodKraju country, String line, String secondLine) {
        return new Address(
                of(country, line).element.toBuilder().adresL2(secondLine).build());
    }

    /** Returns the address with a Global Location Number. */
    public Address gln(String number) {
        return new Address(element.toBuilder().gln(number).build());
    }

    /** Returns the element of an address that has to be there. */
    static TAdres element(Address address) {
        return Objects.requireNonNull(address, "address").element;
    }

    /** Returns the element of FA(3). */
    public TAdres element() {
        return element;
    }
}
