package dev.ksef.fa3.party;

import dev.ksef.fa3.internal.Check;
import org.jspecify.annotations.Nullable;

/** How somebody can be reached. The schema would take a contact with nothing in it. */
final class Contact {

    private Contact() {}

    /** Refuses a contact by which nobody can be reached. */
    static void require(@Nullable String email, @Nullable String phone) {
        Check.any("A contact has to have an e-mail address or a telephone number", email, phone);
    }
}
