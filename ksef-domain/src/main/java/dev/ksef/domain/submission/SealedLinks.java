package dev.ksef.domain.submission;

import dev.ksef.model.Sha256;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.CryptoEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Seals the links by which a package is uploaded, so that the journal alone gives nobody the right to upload: only who has the
 * package's content key can open them. They are encrypted with a key that is derived from it, since the content key itself is
 * for the package alone.
 */
final class SealedLinks {

    private static final String KEY_OF_LINKS = "upload links: key";
    private static final String VECTOR_OF_LINKS = "upload links: vector";

    private final CryptoEngine crypto;

    SealedLinks(CryptoEngine crypto) {
        this.crypto = crypto;
    }

    /** Seals the links of a package with its content key; empty if a link is longer than any that can be expected. */
    Optional<String> seal(List<PartUploadRequest> links, ContentKey key) {
        var plain = new ByteArrayOutputStream();
        try (ContentKey derived = derived(key);
                var out = new DataOutputStream(plain)) {
            byte[] content = written(links);
            out.writeUTF(crypto.sha256(content).value());
            out.write(content);
            return Optional.of(Base64.getEncoder().encodeToString(crypto.encrypt(plain.toByteArray(), derived)));
        } catch (IOException tooLong) {
            return Optional.empty();
        }
    }

    /** Returns the links; empty if they were sealed with another key, or are damaged. */
    Optional<List<PartUploadRequest>> open(String sealed, ContentKey key) {
        try (ContentKey derived = derived(key);
                var in = new DataInputStream(new ByteArrayInputStream(
                        crypto.decrypt(Base64.getDecoder().decode(sealed), derived)))) {
            String hash = in.readUTF();
            byte[] content = in.readAllBytes();
            return crypto.sha256(content).value().equals(hash) ? Optional.of(read(content)) : Optional.empty();
        } catch (KsefCryptoException | IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private ContentKey derived(ContentKey key) {
        byte[] vector = Arrays.copyOf(hash(VECTOR_OF_LINKS, key), ContentKey.IV_BYTES);
        return ContentKey.of(hash(KEY_OF_LINKS, key), vector);
    }

    private byte[] hash(String purpose, ContentKey key) {
        byte[] label = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] secret = key.key();
        byte[] both = Arrays.copyOf(label, label.length + secret.length);
        System.arraycopy(secret, 0, both, label.length, secret.length);
        Sha256 hash = crypto.sha256(both);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(both, (byte) 0);
        return Base64.getDecoder().decode(hash.value());
    }

    private static byte[] written(List<PartUploadRequest> links) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(links.size());
            for (PartUploadRequest link : links) {
                out.writeInt(link.ordinalNumber());
                out.writeUTF(link.method());
                out.writeUTF(link.url().reveal());
                out.writeInt(link.headers().size());
                for (Map.Entry<String, String> header : link.headers().entrySet()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(header.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static List<PartUploadRequest> read(byte[] content) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(content));
        List<PartUploadRequest> links = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int ordinalNumber = in.readInt();
            String method = in.readUTF();
            SignedLink url = SignedLink.of(in.readUTF());
            Map<String, String> headers = new HashMap<>();
            for (int more = in.readInt(); more > 0; more--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            links.add(new PartUploadRequest(ordinalNumber, method, url, headers));
        }
        return links;
    }
}
