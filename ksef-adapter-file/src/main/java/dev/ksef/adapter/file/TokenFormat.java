package dev.ksef.adapter.file;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.error.KsefStorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as bytes, in version 1 of the files: access token, refresh token, reference number of the sign-in, each after a
 * byte that tells whether it is there; a token is its text and the end of its life in ISO form.
 */
final class TokenFormat {

    private TokenFormat() {}

    static byte[] write(StoredTokens tokens) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writeToken(out, tokens.accessToken());
            writeToken(out, tokens.refreshToken());
            ReferenceNumber signIn = tokens.signIn();
            out.writeBoolean(signIn != null);
            if (signIn != null) {
                Texts.write(out, signIn.value());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads tokens and overwrites what it read them from. */
    static StoredTokens read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new StoredTokens(
                    readToken(in, AccessToken::new),
                    readToken(in, RefreshToken::new),
                    in.readBoolean() ? new ReferenceNumber(Texts.read(in)) : null);
        } catch (IOException | IllegalArgumentException | DateTimeException undecipherable) {
            // It was sealed by us and opened whole. What went wrong may quote a token.
            throw new KsefStorageException(
                    "Tokens were kept in a form that this version of the SDK does not know", null);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void writeToken(DataOutputStream out, @Nullable BearerToken token) throws IOException {
        out.writeBoolean(token != null);
        if (token != null) {
            Texts.write(out, token.reveal());
            Texts.write(out, token.validUntil().toString());
        }
    }

    private static <T extends BearerToken> @Nullable T readToken(
            DataInputStream in, BiFunction<String, OffsetDateTime, T> token) throws IOException {
        return in.readBoolean() ? token.apply(Texts.read(in), OffsetDateTime.parse(Texts.read(in))) : null;
    }
}
