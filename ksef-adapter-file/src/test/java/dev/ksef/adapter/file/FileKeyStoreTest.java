package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.KeyStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest extends KeyStoreContract {

    @TempDir
    private Path directory;

    private final List<FileKeyStore> opened = new ArrayList<>();

    @Override
    protected KeyStore store() {
        return open(new StoreDirectory(directory));
    }

    private FileKeyStore open(StoreDirectory location) {
        var store = FileKeyStore.open(location, StoreFixture.KEY, Time.system());
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(FileKeyStore::close);
    }

    @Override
    protected Optional<KeyStore> reopened() {
        close();
        opened.clear();
        return Optional.of(store());
    }

    @Override
    protected Optional<KeyStore> failing() {
        Path failing = directory.resolve("failing");
        try (var store = FileKeyStore.open(failing, StoreFixture.KEY);
                var key = ContentKey.of(new byte[32], new byte[16])) {
            store.save(new ReferenceNumber("20261102-SO-1111111111-2222222222-35"), key);
        }
        return Optional.of(open(StoreFixture.unreadable(failing)));
    }

    @Override
    protected Optional<KeyStore> closed() {
        var store = open(new StoreDirectory(directory.resolve("closed")));
        store.close();
        return Optional.of(store);
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(StoreFixture.traces(directory));
    }

    /** Each saving waits for the disk. */
    @Override
    protected int many() {
        return 200;
    }

    @Test
    void bothStores_shareADirectory() {
        try (var keys = FileKeyStore.open(directory, StoreFixture.KEY);
                var tokens = FileTokenStore.open(directory, StoreFixture.KEY);
                var key = ContentKey.of(new byte[32], new byte[16])) {
            var reference = new ReferenceNumber("20261102-SO-1111111111-2222222222-33");
            keys.save(reference, key);
            tokens.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            keys.remove(reference);
            assertThat(keys.find(reference)).isEmpty();
            assertThat(tokens.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
        }
    }
}
