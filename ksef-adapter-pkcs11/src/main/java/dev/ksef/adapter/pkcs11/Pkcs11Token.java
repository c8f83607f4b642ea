package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
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
 * A smart card or an HSM, used through the PKCS#11 library of its maker and the JDK's provider for PKCS#11. Its keys sign
 * and never leave it.
 *
 * <p>A key is known by its alias: the label of the certificate that lies in the token under the id of the key (CKA_ID). If
 * several certificates have that label, the alias is {@code label/issuer/serial number}, as {@link #aliases} lists it. Labels
 * are text in UTF-8. The JDK does not see a key without a certificate in the token.
 *
 * <p>A key that wants its PIN for each signature (CKA_ALWAYS_AUTHENTICATE) cannot sign here, since the JDK's provider never
 * gives the PIN for a signature: {@link #signer(String)} says so.
 *
 * <p><b>Threading:</b> safe for many threads, which sign at the same time as far as the device can.
 *
 * <p><b>Failure:</b> {@link KsefSigningException}. If the session was lost (a card was pulled and put in again, an HSM
 * restarted or ended the session), the token is opened again, once for each call, and the PIN is asked for again. A PIN that
 * was refused is never tried again.
 *
 * <p><b>Secrets:</b> the PIN is zeroed after use. PKCS#11 has one login for each process and token: while one
 * {@code Pkcs11Token} is open, another one for the same slot opens with any PIN, and the last one to be closed logs out.
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

    private final TokenConnection token;
    private final Time time;

    /** Labels of keys that are being made: to write a second key of one label would delete the first. */
    private final Set<String> beingMade = ConcurrentHashMap.newKeySet();

    private Pkcs11Token(TokenConnection token, Time time) {
        this.token = token;
        this.time = time;
    }

    /**
     * Returns a builder, whose {@link Builder#open()} opens a token.
     *
     * @param library path of the PKCS#11 library of the device's maker, such as {@code /usr/lib/softhsm/libsofthsm2.so}
     */
    public static Builder at(Path library) {
        return new Builder(library);
    }

    /** Returns the aliases of the keys in the token that have a certificate, sorted. */
    public List<String> aliases() {
        return token.with("list its keys", open -> {
            open.reload();
            return open.keyAliases();
        });
    }

    /**
     * Returns the signer of this key, after a trial signature by each algorithm has shown which of them the device makes with it,
     * and that key and certificate belong together.
     *
     * @throws KsefSigningException if there is no such key, or several certificates of this label; if it wants its PIN for each
     *     signature; if its certificate has expired, is not valid yet, or has a key
     *     that KSeF does not take; or if the device fails
     */
    public Signer signer(String alias) {
        SignerCertificate certificate = SignerCertificate.of(certificates(alias));
        certificate.requireValid(now());
        var signer = Pkcs11Signer.of(new Pkcs11Key(token, alias, certificate));
        signer.prove();
        return signer;
    }

    /**
     * Returns the signer of the only key in the token.
     *
     * @throws KsefSigningException if there is no key or more than one, and as {@link #signer(String)}
     */
    public Signer signer() {
        List<String> aliases = aliases();
        if (aliases.size() != 1) {
            throw new KsefSigningException("The token " + token.name() + " has " + named(aliases)
                    + (aliases.isEmpty() ? "" : ": choose one with signer(alias)"));
        }
        return signer(aliases.get(0));
    }

    /**
     * Makes a new key pair in the token, which the private key cannot leave: it is sensitive and not extractable. When this
     * returns, the key is stored with a placeholder for its certificate, so that {@link #findNewKey} finds it after a restart.
     *
     * @param label the name of the key, and from then on its alias; 1 to 64 characters
     * @param writer writes the application for its certificate
     * @throws IllegalArgumentException if the label is blank or too long
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
            X509Certificate placeholder = token.with("make the key '" + label + "'", open -> {
                open.reload();
                if (open.certificates(label).isPresent() || !open.sharing(label).isEmpty()) {
                    throw taken(label);
                }
                return makeKey(open, label, type);
            });
            return newKey(label, placeholder, writer);
        } finally {
            beingMade.remove(label);
        }
    }

    private KsefSigningException taken(String label) {
        return new KsefSigningException("The token " + token.name() + " has a key '" + label
                + "' already: find it with findNewKey or signer, or choose another label");
    }

    /**
     * Returns a key that was made by {@link #newKey} and has no certificate yet.
     *
     * @throws KsefSigningException if there is no key of this name, or it has its certificate already
     */
    public NewKey findNewKey(String label, CertificationRequestWriter writer) {
        X509Certificate certificate = certificates(label).get(0);
        if (!PlaceholderCertificate.isPlaceholder(certificate)) {
            throw new KsefSigningException("The key '" + label + "' in the token " + token.name()
                    + " has a certificate already: take signer(\"" + label + "\")");
        }
        return newKey(label, certificate, writer);
    }

    private NewKey newKey(String label, X509Certificate placeholder, CertificationRequestWriter writer) {
        var certificate = SignerCertificate.of(List.of(placeholder));
        return new Pkcs11NewKey(new Pkcs11Key(token, label, certificate), writer);
    }

    private X509Certificate makeKey(LoggedInToken open, String label, NewKeyType type) throws GeneralSecurityException {
        KeyPairGenerator generator = generator(open, type);
        KeyPair pair = generator.generateKeyPair();
        X509Certificate placeholder = placeholder(open, label, pair);
        open.write(label, pair.getPrivate(), List.of(placeholder));
        return placeholder;
    }

    /** In later JDKs SunPKCS11 asks the first provider of the JVM for the parameters of a curve. Bouncy Castle cannot answer. */
    private KeyPairGenerator generator(LoggedInToken open, NewKeyType type) throws GeneralSecurityException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm(), open.provider());
            generator.initialize(type.parameters());
            return generator;
        } catch (InvalidParameterException another) {
            throw new KsefSigningException("The JDK cannot make an EC key in the token " + token.name()
                    + " while it asks the provider "
                    + AlgorithmParameters.getInstance(type.algorithm())
                            .getProvider()
                            .getName()
                    + " for the parameters of curves (" + RootCause.told(another)
                    + "): register that provider behind those of"
                    + " the JDK, set jdk.security.provider.preferred=AlgorithmParameters.EC:SunEC in java.security, or make a"
                    + " key of type RSA_2048");
        }
    }

    /** If the new key cannot sign, it is deleted. For that it needs a certificate, so it gets an unsigned placeholder. */
    private X509Certificate placeholder(LoggedInToken open, String label, KeyPair pair)
            throws GeneralSecurityException {
        try {
            return PlaceholderCertificate.of(pair.getPublic(), label, now(), data -> sign(open, pair, data));
        } catch (GeneralSecurityException | ProviderException failure) {
            open.write(
                    label,
                    pair.getPrivate(),
                    List.of(PlaceholderCertificate.of(pair.getPublic(), label, now(), data -> new byte[0])));
            open.delete(label);
            throw failure;
        }
    }

    private static byte[] sign(LoggedInToken open, KeyPair pair, byte[] data) throws GeneralSecurityException {
        var algorithm = SignatureAlgorithm.forXades(pair.getPublic());
        List<SigningMechanism> mechanisms = SigningMechanism.forData(algorithm, pair.getPublic());
        byte[] signature = SigningMechanism.signWithFirst(mechanisms, open.provider(), pair.getPrivate(), data);
        return pair.getPublic() instanceof ECPublicKey ec
                ? EcdsaValue.ofP1363(signature, ec).der()
                : signature;
    }

    private List<X509Certificate> certificates(String alias) {
        return token.with("read the certificate '" + alias + "'", open -> {
            open.reload();
            return open.certificates(alias).orElseThrow(() -> missing(alias, open));
        });
    }

    private KsefSigningException missing(String alias, LoggedInToken open) {
        try {
            List<String> sharing = open.sharing(alias);
            if (!sharing.isEmpty()) {
                return new KsefSigningException("The token " + token.name() + " has several certificates labelled '"
                        + alias + "': choose a key by its whole alias, '" + String.join("' or '", sharing) + "'");
            }
            return new KsefSigningException(
                    "The token " + token.name() + " has no key '" + alias + "' with a certificate"
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
        return Instant.ofEpochMilli(time.wallMillis());
    }

    /** Closes the token, and logs out unless another {@code Pkcs11Token} is open for its slot. Its signers fail from then on. */
    @Override
    public void close() {
        token.close();
    }

    @Override
    public String toString() {
        return "PKCS#11 token " + token.name();
    }

    /** Says which token is opened and how. */
    public static final class Builder {

        private final Path library;
        private @Nullable Long slot;
        private @Nullable Integer slotIndex;
        private @Nullable String tokenLabel;
        private PinCallback pin = label -> null;
        private Time time = Time.system();
        private String more = "";

        private Builder(Path library) {
            this.library = library;
        }

        /** Chooses the slot by its number (CK_SLOT_ID). */
        public Builder slot(long id) {
            this.slot = notNegative(id);
            return this;
        }

        /** Chooses the slot by its place in the list of the library, from 0. Places change when tokens come and go. */
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
         * Chooses the slot by the label of its token. To read the labels takes another Java process for some tenths of a
         * second, since the JDK's provider only prints them.
         */
        public Builder tokenLabel(String label) {
            this.tokenLabel = label;
            return this;
        }

        /** Sets the source of the PIN. Not needed for readers with a PIN pad. */
        public Builder pin(PinCallback pin) {
            this.pin = pin;
            return this;
        }

        /** Sets the clock that the validity of certificates is judged by; the machine's own if not set. */
        public Builder time(Time time) {
            this.time = time;
            return this;
        }

        /** Disables mechanisms that the device has, for tests. */
        Builder without(String... mechanisms) {
            this.more = "disabledMechanisms = {\n" + String.join("\n", mechanisms) + "\n}\n";
            return this;
        }

        /**
         * Opens the token and logs in. Without slot, index and label it opens the only token there is.
         *
         * @throws IllegalArgumentException if more than one of slot, index and label was given
         * @throws KsefSigningException if the token cannot be opened; the message says whether for the runtime, the library,
         *     the slot, the token or the PIN
         */
        public Pkcs11Token open() {
            var pkcs11 = new Pkcs11Library(library, more);
            return new Pkcs11Token(new TokenConnection(new TokenLogin(pkcs11, slotOf(pkcs11), pin)), time);
        }

        private TokenSlot slotOf(Pkcs11Library pkcs11) {
            if ((slot == null ? 0 : 1) + (slotIndex == null ? 0 : 1) + (tokenLabel == null ? 0 : 1) > 1) {
                throw new IllegalArgumentException("Give one of slot, slotIndex and tokenLabel");
            }
            if (slotIndex != null) {
                return TokenSlot.ofIndex(slotIndex);
            }
            // A library that cannot be loaded is reported as such, before its slots are looked for.
            pkcs11.load();
            if (slot != null) {
                return TokenSlot.ofId(slot, library);
            }
            return tokenLabel != null ? TokenSlot.ofLabel(tokenLabel, library) : TokenSlot.ofTheOnlyToken(library);
        }
    }
}
