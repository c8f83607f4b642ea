package dev.ksef.spring;

import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.spring.ConfiguredCredentials.SignInMeans;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Signs in by a card or an HSM. It is opened at the first sign-in: it may be reached over a network, or its reader be slow. */
final class DeviceSignIn implements SignInMeans {

    private final String name;
    private final CredentialsProperties.Pkcs11 given;
    private final boolean byFingerprint;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Pkcs11Token token;
    private boolean closed;

    DeviceSignIn(String name, CredentialsProperties.Pkcs11 given, boolean byFingerprint) {
        this.name = name;
        this.given = given;
        this.byFingerprint = byFingerprint;
    }

    @Override
    public Credentials load() {
        String alias = given.alias();
        return SignInMeansReader.told(name, () -> {
            Pkcs11Token open = token();
            return SignInMeansReader.Certificates.credentials(
                    alias == null ? open.signer() : open.signer(alias), byFingerprint);
        });
    }

    /** A wrong PIN would count at each start of the application, and lock the card in the end. */
    @Override
    public void check() {}

    private Pkcs11Token token() {
        opening.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The application is closed, and its card or HSM with it");
            }
            Pkcs11Token open = token == null ? open() : token;
            token = open;
            return open;
        } finally {
            opening.unlock();
        }
    }

    private Pkcs11Token open() {
        var builder = Pkcs11Token.at(Path.of(PropertyCheck.needed(name + ".library", given.library(), "Set it.")));
        Long slot = given.slot();
        Integer index = given.slotIndex();
        String label = given.tokenLabel();
        Secret pin = given.pin();
        if (slot != null) {
            builder.slot(slot);
        }
        if (index != null) {
            builder.slotIndex(index);
        }
        if (label != null) {
            builder.tokenLabel(label);
        }
        if (pin != null) {
            builder.pin(any -> pin.chars());
        }
        return builder.open();
    }

    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            if (token != null) {
                token.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
