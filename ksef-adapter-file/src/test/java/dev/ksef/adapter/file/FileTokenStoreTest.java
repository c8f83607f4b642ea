package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.store.TokenStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreTest extends TokenStoreContract {

    @TempDir
    private Path directory;

    private final List<FileTokenStore> opened = new ArrayList<>();

    @Override
    protected TokenStore store() {
        return open(new StoreDirectory(directory));
    }

    private FileTokenStore open(StoreDirectory location) {
        var store = FileTokenStore.open(location, StoreFixture.KEY, Time.system());
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(FileTokenStore::close);
    }

    @Override
    protected Optional<TokenStore> reopened() {
        close();
        opened.clear();
        return Optional.of(store());
    }

    @Override
    protected Optional<TokenStore> failing() {
        return Optional.of(open(StoreFixture.unreadable(directory.resolve("failing"))));
    }

    @Override
    protected Optional<TokenStore> closed() {
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
        return 500;
    }

    @Test
    void keyOfTheCaller_isCopied() {
        byte[] key = StoreFixture.KEY.clone();
        try (var store = FileTokenStore.open(directory, key)) {
            Arrays.fill(key, (byte) 9);
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
        }
        try (var store = FileTokenStore.open(directory, new SecretKeySpec(StoreFixture.KEY, "AES"))) {
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
        }
    }

    @Test
    void keyOfAnotherSize_isRefused() {
        for (int size : new int[] {0, 16, 31, 33}) {
            assertThatThrownBy(() -> FileTokenStore.open(directory, new byte[size]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("32");
        }
    }

    @Test
    void keyThatStaysInItsDevice_isRefused() {
        assertThatThrownBy(() -> FileTokenStore.open(directory, new KeyInADevice()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    @Test
    void sameTokensSavedTwice_lookDifferent() throws Exception {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            byte[] first = Files.readAllBytes(StoreFixture.onlyEntry(directory));
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            assertThat(Files.readAllBytes(StoreFixture.onlyEntry(directory)))
                    .as("a nonce of its own for each saving")
                    .isNotEqualTo(first);
        }
    }

    @Test
    void fileNames_tellNothing() {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            assertThat(StoreFixture.onlyEntry(directory).getFileName().toString())
                    .matches("[0-9a-f]{64}\\.tokens");
        }
    }

    @Test
    void textsThatUtf8CannotTellApart_areEntriesOfTheirOwn() {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            var first = new TokenKey("\ud800", new Nip("a\0b"), StoreFixture.WHOSE.credentials());
            var second = new TokenKey("\ud801", new Nip("a\0b"), StoreFixture.WHOSE.credentials());
            store.save(first, StoreFixture.tokens(1));
            store.save(second, StoreFixture.tokens(2));
            assertThat(store.find(first)).contains(StoreFixture.tokens(1));
            assertThat(store.find(second)).contains(StoreFixture.tokens(2));
        }
    }

    @Test
    void interruptedThread_savesAndKeepsItsInterrupt() {
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            Thread.currentThread().interrupt();
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void keyObjectThatYieldsItsOwnArray_staysUsable() {
        var key = new KeyWithItsArray(StoreFixture.KEY.clone());
        try (var store = FileTokenStore.open(directory, key)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
        }
        assertThat(key.array).isEqualTo(StoreFixture.KEY);
        try (var store = FileTokenStore.open(directory, key)) {
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
        }
    }

    @Test
    void keyOfZeros_isRefused() {
        assertThatThrownBy(() -> FileTokenStore.open(directory, new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zeros");
        assertThatThrownBy(() -> FileKeyStore.open(directory, new SecretKeySpec(new byte[32], "AES")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zeros");
    }

    private static final class KeyWithItsArray implements SecretKey {

        private static final long serialVersionUID = 1L;

        private final byte[] array;

        KeyWithItsArray(byte[] array) {
            this.array = array;
        }

        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return array;
        }
    }

    private static final class KeyInADevice implements SecretKey {

        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return "AES";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
