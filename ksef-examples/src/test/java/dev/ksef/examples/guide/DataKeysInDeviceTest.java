package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.adapter.jdbc.JdbcStorage;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.signing.SoftHsm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores in a database, encrypted with keys that never leave SoftHSM. */
class DataKeysInDeviceTest {

    private static final TokenKey WHOSE = new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("main"));
    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    private static final SubmissionKey RUN = new SubmissionKey("TEST", Nip.of("5265877635"), SubmissionId.of("run-17"));
    private static final StoredTokens TOKENS = new StoredTokens(
            new AccessToken("access-secret", OffsetDateTime.parse("2099-11-02T10:15:00+01:00")),
            null,
            ReferenceNumber.of("20261102-AU-1111111111-2222222222-33"));
    private static final List<JournalRecord> RECORDS =
            List.of(new JournalRecord(Instant.EPOCH, "invoice-sent", Map.of("hash", "record-secret")));

    @TempDir
    private Path directory;

    private final List<Device> registered = new ArrayList<>();
    private SoftHsm.Token token;

    @BeforeEach
    void makeToken() {
        token = SoftHsm.required().token();
    }

    @AfterEach
    void forgetDevices() {
        registered.forEach(device -> Security.removeProvider(device.provider().getName()));
    }

    @Test
    void storesAreReadAfterARestart_andWithAnotherKey() throws Exception {
        Device device = device(token);
        device.makeKey("2026-11");
        try (var storage = storage(device.keys("2026-11"))) {
            storage.migrate();
            fill(storage);
            assertFilled(storage);
        }
        stop();

        Device again = device(token);
        again.makeKey("2027-11");
        try (var storage = storage(again.keys("2027-11"))) {
            assertFilled(storage);
            try (var lease = storage.submissionJournal().lease(RUN, patient())) {
                lease.replace(lease.records());
            }
        }
        stop();

        Device withoutTheOldKey = device(token);
        withoutTheOldKey.store().deleteEntry("2026-11");
        try (var storage = storage(withoutTheOldKey.keys("2027-11"))) {
            assertFilled(storage);
        }
    }

    @Test
    void keyThatIsMissing_orAnotherOne_isTold_andNothingIsOverwritten() throws Exception {
        Device device = device(token);
        device.makeKey("2026-11");
        SoftHsm.Token others = SoftHsm.required().token();
        Device other = device(others);
        other.makeKey("2027-11");
        try (var storage = storage(device.keys("2026-11"))) {
            storage.migrate();
            fill(storage);
        }
        try (var storage = storage(other.keys("2027-11"))) {
            assertTold(() -> storage.tokenStore().find(WHOSE), "The key 2026-11 is missing");
            assertTold(() -> storage.keyStore().find(SESSION), "The key 2026-11 is missing");
            assertTold(() -> storage.submissionJournal().read(RUN), "The key 2026-11 is missing");
        }
        other.makeKey("2026-11");
        try (var storage = storage(other.keys("2026-11"))) {
            assertTold(() -> storage.tokenStore().find(WHOSE), "another key that had the id 2026-11");
            assertTold(() -> storage.tokenStore().find(WHOSE), "or the device of the key failed");
            assertTold(() -> storage.keyStore().find(SESSION), "another key that had the id 2026-11");
            assertTold(() -> storage.submissionJournal().read(RUN), "another key that had the id 2026-11");
        }
        try (var storage = storage(device.keys("2026-11"))) {
            assertFilled(storage);
        }
    }

    /** A device that was restarted asks for the PIN again, and knows its keys by other handles. */
    @Test
    void deviceThatFails_isTold_andIsUsedAgainWhenItIsBack() throws Exception {
        Device device = device(token);
        device.makeKey("2026-11");
        try (var storage = storage(device.keys("2026-11"))) {
            storage.migrate();
            fill(storage);
            device.provider().logout();
            assertTold(() -> storage.tokenStore().find(WHOSE), "The key 2026-11 cannot be used");
            assertFilled(storage);
            device.provider().logout();
            assertTold(() -> storage.tokenStore().save(WHOSE, TOKENS), "The key 2026-11 cannot be used");
            storage.tokenStore().save(WHOSE, TOKENS);
            assertFilled(storage);
        }
    }

    @Test
    void deviceWhoseProviderIsNotRegistered_isTold() throws Exception {
        Device device = device(token);
        device.makeKey("2026-11");
        Security.removeProvider(device.provider().getName());
        try (var storage = storage(device.keys("2026-11"))) {
            storage.migrate();
            assertTold(() -> storage.tokenStore().save(WHOSE, TOKENS), "that its provider is registered");
        }
    }

    @Test
    void wrongPin_isTold() throws Exception {
        Device device = device(token);
        try (var storage = storage(ManyNodes.inDevice(device.provider(), "wrong-secret".toCharArray(), "2026-11"))) {
            storage.migrate();
            assertTold(
                    () -> storage.tokenStore().save(WHOSE, TOKENS), "The key 2026-11 of this store could not be had");
        }
    }

    private static void fill(JdbcStorage storage) {
        storage.tokenStore().save(WHOSE, TOKENS);
        try (ContentKey key = contentKey();
                var lease = storage.submissionJournal().lease(RUN, patient())) {
            storage.keyStore().save(SESSION, key);
            lease.append(RECORDS);
        }
    }

    private static void assertFilled(JdbcStorage storage) {
        assertThat(storage.tokenStore().find(WHOSE)).contains(TOKENS);
        assertThat(storage.keyStore().find(SESSION)).isPresent();
        assertThat(storage.keyStore().references()).containsExactly(SESSION);
        assertThat(storage.submissionJournal().read(RUN)).isEqualTo(RECORDS);
    }

    private static Deadline patient() {
        return Deadline.after(Duration.ofMinutes(1), Time.system());
    }

    private static ContentKey contentKey() {
        byte[] bytes = new byte[32];
        bytes[0] = 1;
        return ContentKey.of(bytes, new byte[16]);
    }

    private static void assertTold(Runnable act, String part) {
        assertThatThrownBy(act::run)
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(part)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    private JdbcStorage storage(DataKeys keys) {
        return JdbcStorage.encrypted(connections(), keys);
    }

    private JdbcDataSource connections() {
        var connections = new JdbcDataSource();
        connections.setUrl("jdbc:h2:file:" + directory.resolve("stores") + ";DB_CLOSE_DELAY=-1");
        connections.setUser("sa");
        connections.setPassword("");
        return connections;
    }

    /** Ends what the application has open: the database, and its session with the device. */
    private void stop() throws Exception {
        try (var connection = connections().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        for (Device device : registered) {
            device.provider().logout();
        }
        forgetDevices();
        registered.clear();
    }

    private Device device(SoftHsm.Token token) throws IOException {
        Path configuration = directory.resolve(token.slot() + ".cfg");
        Files.writeString(configuration, """
            name = Data%d
            library = "%s"
            slot = %d
            attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
              CKA_TOKEN = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_ENCRYPT = true
              CKA_DECRYPT = true
            }
            """.formatted(token.slot(), token.library(), token.slot()));
        var device = new Device((AuthProvider) ManyNodes.device(configuration), token.pin());
        registered.add(device);
        return device;
    }

    /** A token by one provider. */
    private record Device(AuthProvider provider, String pin) {

        DataKeys keys(String current) {
            return ManyNodes.inDevice(provider, pin.toCharArray(), current);
        }

        KeyStore store() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin.toCharArray());
            return store;
        }

        /** Makes a key in the token, which it never leaves. */
        void makeKey(String id) throws GeneralSecurityException, IOException {
            KeyStore store = store();
            KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
            generator.init(256);
            SecretKey key = generator.generateKey();
            assertThat(key.getEncoded()).as("it cannot be taken out").isNull();
            store.setKeyEntry(id, key, null, null);
        }
    }
}
