package dev.ksef.examples.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefStorageException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/** Writes tokens as texts that only the owner of a secret can read, and only in their own entry. */
// snippet: seal
final class TokenSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey secret;
    private final SecureRandom random = new SecureRandom();

    TokenSeal(SecretKey secret) {
        this.secret = secret;
    }

    String close(String name, StoredTokens tokens) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, name)
                    .doFinal(write(tokens).getBytes(UTF_8));
            ByteBuffer both = ByteBuffer.allocate(NONCE_BYTES + encrypted.length);
            return Base64.getEncoder()
                    .encodeToString(both.put(nonce).put(encrypted).array());
        } catch (GeneralSecurityException unusable) {
            throw new KsefStorageException("The secret of the token store must be a key of AES", unusable);
        }
    }

    StoredTokens open(TokenKey key, String name, String sealed) {
        try {
            ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            byte[] nonce = new byte[NONCE_BYTES];
            byte[] encrypted = new byte[both.get(nonce).remaining()];
            both.get(encrypted);
            return read(new String(cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(encrypted), UTF_8));
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            // Not chained, since it may quote what was decrypted.
            throw new KsefStorageException(
                    "The tokens of " + key + " are damaged, or another secret encrypted them: "
                            + "give the store that secret, or remove the entry " + name + " from the map",
                    null);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(UTF_8)); // The tokens of one entry are not taken for those of another.
        return cipher;
    }

    private static String write(StoredTokens tokens) {
        ReferenceNumber signIn = tokens.signIn();
        return lines(tokens.accessToken()) + lines(tokens.refreshToken()) + (signIn == null ? "" : signIn.value());
    }

    private static String lines(@Nullable BearerToken token) {
        return token == null ? "\n\n" : token.reveal() + "\n" + token.validUntil() + "\n";
    }

    private static StoredTokens read(String text) {
        String[] line = text.split("\n", 5);
        return new StoredTokens(
                line[0].isEmpty() ? null : new AccessToken(line[0], OffsetDateTime.parse(line[1])),
                line[2].isEmpty() ? null : new RefreshToken(line[2], OffsetDateTime.parse(line[3])),
                line[4].isEmpty() ? null : new ReferenceNumber(line[4]));
    }
}
// end
