package dev.ksef.model.testdata;

import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A request to TEST to make a person, who owns the taxpayer with this NIP. Source: {@code PersonCreateRequest} of API 2.8.
 *
 * @param isBailiff a bailiff may do enforcement operations, too
 * @param description 5 to 256 characters
 * @param isDeceased a deceased person cannot sign in any more
 * @param createdDate since when the person exists. Whoever makes a person anew must name a later date than before
 */
public record CreatePerson(
        Nip nip,
        Pesel pesel,
        boolean isBailiff,
        String description,
        boolean isDeceased,
        @Nullable OffsetDateTime createdDate) {

    /**
     * @throws IllegalArgumentException if a number is not valid, or the description has not 5 to 256 characters
     */
    public CreatePerson {
        Nip.of(nip.value());
        Pesel.of(pesel.value());
        TestDescription.require(description, "a person");
    }

    /**
     * Returns a request for a living person who is no bailiff.
     *
     * @throws IllegalArgumentException if a number is not valid, or the description has not 5 to 256 characters
     */
    public static CreatePerson of(Nip nip, Pesel pesel, String description) {
        return new CreatePerson(nip, pesel, false, description, false, null);
    }

    /** Returns a copy for a bailiff. */
    public CreatePerson asBailiff() {
        return new CreatePerson(nip, pesel, true, description, isDeceased, createdDate);
    }

    /** Returns a copy for a person who has died. */
    public CreatePerson asDeceased() {
        return new CreatePerson(nip, pesel, isBailiff, description, true, createdDate);
    }

    /** Returns a copy for a person who exists since then. */
    public CreatePerson since(OffsetDateTime moment) {
        return new CreatePerson(nip, pesel, isBailiff, description, isDeceased, moment);
    }
}
