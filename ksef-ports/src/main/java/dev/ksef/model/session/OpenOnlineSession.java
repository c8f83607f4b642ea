package dev.ksef.model.session;

import dev.ksef.model.FormCode;
import dev.ksef.model.encryption.EncryptionInfo;
import java.util.Objects;

/** The request to open an online session for invoices of one form. */
public record OpenOnlineSession(FormCode formCode, EncryptionInfo encryption) {

    public OpenOnlineSession {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(encryption, "encryption");
    }

    /** Returns a request to open a session for invoices of this form, encrypted with this key. */
    public static OpenOnlineSession of(FormCode formCode, EncryptionInfo encryption) {
        return new OpenOnlineSession(formCode, encryption);
    }
}
