package dev.ksef.domain.crypto;

import dev.ksef.domain.crypto.PublicKeys.Choice;
import dev.ksef.model.KsefToken;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefCryptoException;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts for KSeF: tokens for a sign-in, content keys for sessions. Knows the Ministry's public keys for each usage:
 * those it was given, and those that KSeF publishes, which it fetches when it needs them.
 *
 * <p>Of the keys for a usage that are valid by KSeF's clock the one with the latest start is used. A key that ends soon is
 * replaced ahead of its end; while that fails it goes on being used.
 *
 * <p><b>Threading:</b> safe for many threads, which share one call for keys. Can be shared between the clients of one
 * environment; each environment has keys of its own.
 *
 * <p>Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/bezpieczenstwo/klucze-publiczne-do-szyfrowania.md">klucze-publiczne-do-szyfrowania</a>,
 * sections 3 and 4; {@code GET /security/public-key-certificates}.
 */
public final class EncryptionService {

    /**
     * KSeF does not know the id of the key, or not for this usage: exception of {@code POST /auth/ksef-token} and {@code
     * POST /sessions/online}.
     */
    private static final int KEY_NOT_KNOWN = 21470;

    private final PublicKeys keys;
    private final CryptoEngine crypto;

    private EncryptionService(Builder settings) {
        this.keys = new PublicKeys(settings);
        this.crypto = settings.crypto;
    }

    /**
     * Settings for an encryption service, each with a default.
     *
     * @param clock KSeF's clock, by which it is judged which keys are valid
     * @param time the local clock, by which calls for keys are waited for
     */
    public static Builder builder(Transport transport, CryptoEngine crypto, InstantSource clock, Time time) {
        return new Builder(transport, crypto, clock, time);
    }

    /**
     * Returns the key for a purpose. It may be withdrawn at any time: requests that name it are best made by {@link #with}.
     *
     * @throws KsefCryptoException if KSeF publishes none that can be used now, with the reason for each that it does publish
     * @throws KsefException if no key is known and KSeF cannot be asked
     */
    public EncryptionKey publicKey(Usage usage, Deadline deadline) {
        return keys.current(usage, deadline).key();
    }

    /**
     * Does something with the key for a purpose. If KSeF answers that it does not know the key (21470), the keys are
     * fetched and it is done once more with another. All who meet that at the same time share one call.
     *
     * @throws KsefApiException what {@code act} throws; also with 21470 if KSeF refused the second key, too, or publishes
     *     no other; where fetching failed, that failure is suppressed in it
     */
    public <T> T with(Usage usage, Deadline deadline, Function<EncryptionKey, T> act) {
        Choice choice = keys.current(usage, deadline);
        Choice other;
        try {
            return act.apply(choice.key());
        } catch (KsefApiException refused) {
            if (!refused.has(KEY_NOT_KNOWN)) {
                throw refused;
            }
            other = keys.insteadOf(choice, usage, deadline, refused);
        }
        return act.apply(other.key());
    }

    /** Returns the token encrypted for a challenge, with the key that is current. */
    public EncryptedToken encryptToken(KsefToken token, AuthChallenge challenge, Deadline deadline) {
        return encryptToken(token, challenge, publicKey(Usage.KSEF_TOKEN_ENCRYPTION, deadline));
    }

    /** Returns the token encrypted for a challenge, with the given key. */
    public EncryptedToken encryptToken(KsefToken token, AuthChallenge challenge, EncryptionKey with) {
        byte[] secret = (token.reveal() + "|" + challenge.timestampMs()).getBytes(StandardCharsets.UTF_8);
        return new EncryptedToken(base64(wrapped(secret, with)), with.id());
    }

    /** Returns the 32 bytes of a content key, encrypted with the given key; without the vector. */
    public byte[] encryptKey(ContentKey contentKey, EncryptionKey with) {
        return wrapped(contentKey.key(), with);
    }

    /** Returns the content key wrapped for KSeF, with the key that is current. After a rotation it must be wrapped again. */
    public EncryptionInfo buildEncryptionInfo(ContentKey contentKey, Deadline deadline) {
        return buildEncryptionInfo(contentKey, publicKey(Usage.SYMMETRIC_KEY_ENCRYPTION, deadline));
    }

    /** Returns the content key wrapped for KSeF, with the given key. */
    public EncryptionInfo buildEncryptionInfo(ContentKey contentKey, EncryptionKey with) {
        return EncryptionInfo.of(
                base64(encryptKey(contentKey, with)), base64(contentKey.initializationVector()), with.id());
    }

    /**
     * Fetches the keys that KSeF publishes now. If it fails, those known before stay.
     *
     * @throws KsefException if KSeF cannot be asked
     */
    public void forceRefresh(Deadline deadline) {
        keys.refresh(deadline);
    }

    private byte[] wrapped(byte[] secret, EncryptionKey with) {
        try {
            return crypto.wrap(secret, with.key());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Collects the settings of an {@link EncryptionService}. */
    public static final class Builder {

        final Transport transport;
        final CryptoEngine crypto;
        final InstantSource clock;
        final Time time;
        final List<EncryptionKey> preloaded = new ArrayList<>();
        KsefListener listener = ListenerGroup.of(List.of());
        Duration timeout = Duration.ofMinutes(2);
        Duration skew = Duration.ofMinutes(2);

        @Nullable
        TrustedIssuers issuers;

        private Builder(Transport transport, CryptoEngine crypto, InstantSource clock, Time time) {
            this.transport = transport;
            this.crypto = crypto;
            this.clock = clock;
            this.time = time;
        }

        /** Sets the listener, which is told what happens to the keys; by default there is none. */
        public Builder listener(KsefListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets how long fetching the keys may take; 2 min by default.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration timeout) {
            this.timeout = CallScope.positive(timeout);
            return this;
        }

        /**
         * Sets how long before its end a key is replaced; 2 min by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder skew(Duration skew) {
            if (skew.isNegative()) {
                throw new IllegalArgumentException("The time before the end of a key cannot be negative: " + skew);
            }
            this.skew = skew;
            return this;
        }

        /**
         * Sets keys to begin with, so that encrypting makes no call. They are used while they are valid, and until KSeF
         * says that it does not know one; what it publishes then takes their place.
         */
        public Builder preload(Collection<EncryptionKey> keys) {
            preloaded.addAll(keys);
            return this;
        }

        /**
         * Sets the issuers that the Ministry's certificates must come from: published certificates that none of them
         * issued are refused. Give the issuers themselves, not the roots above them, since KSeF publishes no chains.
         * Revocation is not checked, and the network is not asked. By default issuers are not checked.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Builder trustOnly(Collection<X509Certificate> issuers) {
            if (issuers.isEmpty()) {
                throw new IllegalArgumentException("With no trusted issuer at all every key would be refused");
            }
            this.issuers = new TrustedIssuers(issuers);
            return this;
        }

        /** Makes the service. No call is made. */
        public EncryptionService build() {
            return new EncryptionService(this);
        }
    }
}
