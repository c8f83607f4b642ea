package dev.ksef.port.internal.content;

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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as bytes, in version 1: access token, refresh token and reference number of the sign-in, each after a
 * byte that tells whether it is there. A token is its text and its expiry in ISO form.
 */
public final class StoredTokensFormat implements ContentFormat<StoredTokens> {

    @Override
    public byte[] write(StoredTokens tokens) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writeToken(out, tokens.accessToken());
            writeToken(out, tokens.refreshToken());
            ReferenceNumber signIn = tokens.signIn();
            out.writeBoolean(signIn != null);
            if (signIn != null) {
                TextFormat.write(out, signIn.value());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public StoredTokens read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new StoredTokens(
                    readToken(in, AccessToken::new),
                    readToken(in, RefreshToken::new),
                    in.readBoolean() ? new ReferenceNumber(TextFormat.read(in)) : null);
        } catch (IOException | IllegalArgumentException | DateTimeException undecipherable) {
            // What holds them was intact, so a newer version wrote it. The exception may quote a token.
            throw new KsefStorageException(
                    "The tokens were stored in a form that this version of the SDK does not know", null);
        }
    }

    private static void writeToken(DataOutputStream out, @Nullable BearerToken token) throws IOException {
        out.writeBoolean(token != null);
        if (token != null) {
            TextFormat.write(out, token.reveal());
            TextFormat.write(out, token.validUntil().toString());
        }
    }

    private static <T extends BearerToken> @Nullable T readToken(
            DataInputStream in, BiFunction<String, OffsetDateTime, T> token) throws IOException {
        return in.readBoolean() ? token.apply(TextFormat.read(in), OffsetDateTime.parse(TextFormat.read(in))) : null;
    }
}
