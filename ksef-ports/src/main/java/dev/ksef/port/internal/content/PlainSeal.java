package dev.ksef.port.internal.content;

import dev.ksef.model.error.KsefStorageException;
import java.util.Arrays;

/** Content after a byte that tells that it is in plain. */
final class PlainSeal implements ContentSeal {

    static final byte FORM = 'P';

    @Override
    public byte[] close(byte[] plain, String... place) {
        byte[] kept = new byte[plain.length + 1];
        kept[0] = FORM;
        System.arraycopy(plain, 0, kept, 1, plain.length);
        return kept;
    }

    @Override
    public Opened open(byte[] sealed, String what, String... place) {
        if (sealed.length > 0 && sealed[0] == EncryptingSeal.FORM) {
            throw new KsefStorageException(
                    "Of " + what + " only an encrypted form is stored, and this store was opened without keys:"
                            + " open it with those that encrypted it",
                    null);
        }
        if (sealed.length == 0 || sealed[0] != FORM) {
            throw EncryptingSeal.unknown(what);
        }
        return new Opened(Arrays.copyOfRange(sealed, 1, sealed.length), false);
    }

    @Override
    public String toString() {
        return "in plain";
    }
}
