package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A smart card or an HSM, through the PKCS#11 library of its maker and the JDK's provider for it. Its keys sign and never
 * leave it.
 *
 * <p>Keys are known by alias: the label of the certificate that lies in the token under the id of the key. A key without a
 * certificate in the token is not seen by the JDK.
 *
 * <p><b>Threading:</b> safe for many threads; what they sign is signed at the same time as far as the device can.
 *
 * <p><b>Failure:</b> {@link KsefSigningException}. After a session was lost (a card pulled and put in again, an HSM that
 * restarted or grew tired of us) the token is opened again, once for each call, with the PIN asked for anew. A PIN that was
 * refused is never tried again.
 *
 * <p><b>Secrets:</b> the PIN is zeroed after use. PKCS#11 knows one login for each process and token: while one
 * {@code Pkcs11Token} is open, another one for the same slot is let in whatever its PIN, and the last one to be closed logs
 * out.
 *
 * <p><b>Lifecycle:</b> close it after the clients that use its signers.
 *
 * <pre>{@code
 * try (var token = Pkcs11Token.at(Path.of("/usr/lib/softhsm/libsofthsm2.so"))
 *         .tokenLabel("ksef")
 *         .pin(label -> readPin())
 *         .open()) {
 *     Signer signer = token.signer("company-seal");
 *     ...
 * }
 * }</pre>
 */
public final class Pkcs11Token implements AutoCloseable {

    private static final int LONGEST_LABEL = 64;

    private final Device device;
    private final Time time;

    /** To write a second key of one name would delete the first. */
    private final Set<String> beingMade = ConcurrentHashMap.newKeySet();

    private Pkcs11Token(Device device, Time time) {
        this.device = device;
        this.time = time;
    }

    /**
     * Begins to open a token.
     *
     * @param library of the maker of the device, such as {@code /usr/lib/softhsm/libsofthsm2.so}
     */
    public static Builder at(Path library) {
        return new Builder(library);
    }

    /** The names of the keys in the token that have a certificate, sorted. */
    public List<String> aliases() {
        return device.with("list its keys", open -> {
            open.look();
            return open.keyAliases();
        });
    }

    /**
     * The signer with this key. A trial signature shows that key and certificate belong together.
     *
     * @throws KsefSigningException if there is no such key; if its certificate has expired, is not valid yet, or has a key
     *     that KSeF does not take; or if the device fails
     */
    public Signer signer(String alias) {
        SignerCertificate certificate = SignerCertificate.of(certificates(alias));
        certificate.requireValid(now());
        var signer = new TokenSigner(new TokenKey(device, alias, certificate));
        signer.prove();
        return signer;
    }

    /**
     * The signer with the only key in the token.
     *
     * @throws KsefSigningException if there is none, or more than one, or as {@link #signer(String)}
     */
    public Signer signer() {
        List<String> aliases = aliases();
        if (aliases.size() != 1) {
            throw new KsefSigningException("The token " + device.name() + " has " + named(aliases)
                    + (aliases.isEmpty() ? "" : ": choose one with signer(alias)"));
        }
        return signer(aliases.get(0));
    }

    /**
     * A new key pair, born in the token, which it cannot leave: sensitive and not extractable. It is there for good when
     * this returns, with a placeholder for its certificate, so that {@link #findNewKey} finds it after a restart.
     *
     * @param label the name of the key, and from then on its alias; 1 to 64 characters
     * @param writer writes the application for its certificate
     * @throws KsefSigningException if the token has a key of this name already, or cannot make one; then it keeps nothing
     */
    public NewKey newKey(String label, NewKeyType type, CertificationRequestWriter writer) {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("The label of a key has 1 to " + LONGEST_LABEL + " characters");
        }
        if (!beingMade.add(label)) {
            throw taken(label);
        }
        try {
            X509Certificate placeholder = device.with("make the key '" + label + "'", open -> {
                open.look();
                if (open.certificates(label).isPresent()) {
                    throw taken(label);
                }
                return made(open, label, type);
            });
            return newKey(label, placeholder, writer);
        } finally {
            beingMade.remove(label);
        }
    }

    private KsefSigningException taken(String label) {
        return new KsefSigningException("The token " + device.name() + " has a key '" + label
                + "' already: find it with findNewKey or signer, or choose another label");
    }

    /**
     * A key that was made by {@link #newKey} and has no certificate yet.
     *
     * @throws KsefSigningException if there is no key of this name, or it has its certificate already
     */
    public NewKey findNewKey(String label, CertificationRequestWriter writer) {
        X509Certificate certificate = certificates(label).get(0);
        if (!Placeholder.is(certificate)) {
            throw new KsefSigningException("The key '" + label + "' in the token " + device.name()
                    + " has a certificate already: take signer(\"" + label + "\")");
        }
        return newKey(label, certificate, writer);
    }

    private NewKey newKey(String label, X509Certificate placeholder, CertificationRequestWriter writer) {
        var certificate = SignerCertificate.of(List.of(placeholder));
        return new TokenNewKey(new TokenKey(device, label, certificate), writer);
    }

    private X509Certificate made(OpenDevice open, String label, NewKeyType type) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm(), open.provider());
        generator.initialize(type.parameters());
        KeyPair pair = generator.generateKeyPair();
        X509Certificate placeholder = placeholder(open, label, pair);
        open.write(label, pair.getPrivate(), List.of(placeholder));
        return placeholder;
    }

    /** If the new key cannot sign, it goes again: under an unsigned placeholder, since without one it could not be deleted. */
    private X509Certificate placeholder(OpenDevice open, String label, KeyPair pair) throws GeneralSecurityException {
        try {
            return Placeholder.of(pair.getPublic(), label, now(), data -> sign(open, pair, data));
        } catch (GeneralSecurityException | ProviderException failure) {
            open.write(
                    label,
                    pair.getPrivate(),
                    List.of(Placeholder.of(pair.getPublic(), label, now(), data -> new byte[0])));
            open.delete(label);
            throw failure;
        }
    }

    private static byte[] sign(OpenDevice open, KeyPair pair, byte[] data) throws GeneralSecurityException {
        var algorithm = SignatureAlgorithm.forXades(pair.getPublic());
        List<Way> ways = Way.ofData(algorithm, pair.getPublic());
        byte[] signature = Way.first(ways, open.provider(), pair.getPrivate(), data);
        return pair.getPublic() instanceof ECPublicKey ec
                ? EcdsaValue.ofP1363(signature, ec).der()
                : signature;
    }

    private List<X509Certificate> certificates(String alias) {
        return device.with("read the certificate '" + alias + "'", open -> {
            open.look();
            return open.certificates(alias).orElseThrow(() -> missing(alias, open));
        });
    }

    private KsefSigningException missing(String alias, OpenDevice open) {
        try {
            return new KsefSigningException(
                    "The token " + device.name() + " has no key '" + alias + "' with a certificate"
                            + " but " + named(open.keyAliases())
                            + ". A key is seen only if its certificate lies in the token under the same id (CKA_ID)");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key store is loaded", impossible);
        }
    }

    private static String named(List<String> aliases) {
        return switch (aliases.size()) {
            case 0 -> "no key with a certificate at all";
            case 1 -> "the key '" + aliases.get(0) + "'";
            default -> "the keys '" + String.join("', '", aliases) + "'";
        };
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.millis());
    }

    /** Logs out of the token, if no other {@code Pkcs11Token} is open for its slot. What was made of this one fails from now on. */
    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return "PKCS#11 token " + device.name();
    }

    /** Says which token is opened, and how. */
    public static final class Builder {

        private final Path library;
        private @Nullable Long slot;
        private @Nullable Integer slotIndex;
        private @Nullable String tokenLabel;
        private PinCallback pin = token -> null;
        private Time time = Time.system();
        private String more = "";

        private Builder(Path library) {
            this.library = library;
        }

        /** The slot by its number (CK_SLOT_ID). */
        public Builder slot(long id) {
            this.slot = notNegative(id);
            return this;
        }

        /** The slot by its place in the list of the library, from 0. Such places change when tokens come and go. */
        public Builder slotIndex(int index) {
            this.slotIndex = (int) notNegative(index);
            return this;
        }

        private static long notNegative(long number) {
            if (number < 0) {
                throw new IllegalArgumentException("Slots are numbered from 0, and this is " + number);
            }
            return number;
        }

        /**
         * The slot by the label of its token. To learn the labels takes another Java process for some tenths of a second:
         * the JDK's provider tells them in no other way.
         */
        public Builder tokenLabel(String label) {
            this.tokenLabel = label;
            return this;
        }

        /** Who knows the PIN. Not needed for readers with a PIN pad. */
        public Builder pin(PinCallback pin) {
            this.pin = pin;
            return this;
        }

        /** The clock that certificates are judged by; the machine's own if not set. */
        public Builder time(Time time) {
            this.time = time;
            return this;
        }

        /** Mechanisms that are left alone although the device has them, for tests. */
        Builder without(String... mechanisms) {
            this.more = "disabledMechanisms = {\n" + String.join("\n", mechanisms) + "\n}\n";
            return this;
        }

        /**
         * Opens the token and logs in. Without slot, index and label it is the only token there is.
         *
         * @throws IllegalArgumentException if more than one of slot, index and label was given
         * @throws KsefSigningException that says what stands in the way: the runtime, the library, the slot, the token, or
         *     the PIN
         */
        public Pkcs11Token open() {
            var pkcs11 = new SunPkcs11(library, more);
            return new Pkcs11Token(new Device(new Opening(pkcs11, chosen(pkcs11), pin)), time);
        }

        private Slot chosen(SunPkcs11 pkcs11) {
            if ((slot == null ? 0 : 1) + (slotIndex == null ? 0 : 1) + (tokenLabel == null ? 0 : 1) > 1) {
                throw new IllegalArgumentException("Give one of slot, slotIndex and tokenLabel");
            }
            if (slotIndex != null) {
                return Slot.ofIndex(slotIndex);
            }
            // What is wrong with the library is best said by the library.
            pkcs11.load();
            if (slot != null) {
                return Slot.ofId(slot, library);
            }
            return tokenLabel != null ? Slot.ofLabel(tokenLabel, library) : Slot.ofTheOnlyToken(library);
        }
    }
}
