package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not what the store wrote: told, set aside if they are worthless, and never lost. */
class DamagedFilesTest {

    private static final int VERSION_AT = 8;
    private static final int SUM_AT = 37;

    @TempDir
    private Path directory;

    private FileTokenStore store;
    private Path file;
    private byte[] good;

    @BeforeEach
    void saveTokens() throws IOException {
        store = FileTokenStore.open(directory, StoreFixture.KEY);
        store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
        file = StoreFixture.onlyEntry(directory);
        good = Files.readAllBytes(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static List<Consumer<FileTokenStore>> uses() {
        return List.of(
                store -> store.find(StoreFixture.WHOSE),
                store -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)),
                store -> store.remove(StoreFixture.WHOSE));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void damagedFile_isReportedAndSetAsideBeforeAnythingElse(Consumer<FileTokenStore> use) throws IOException {
        byte[] damaged = flipped(good.length - 1);
        Files.write(file, damaged);
        assertThatThrownBy(() -> use.accept(store))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(
                        file.toString(), "damaged", file.getFileName() + ".corrupt-1", "sign in again", "5265877635");
        assertThat(Files.readAllBytes(aside(1)))
                .as("kept for whoever looks into it")
                .isEqualTo(damaged);
        assertThat(store.find(StoreFixture.WHOSE)).as("reported once").isEmpty();
        store.save(StoreFixture.WHOSE, StoreFixture.tokens(3));
        assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(3));
    }

    @Test
    void everyFlippedBitOfTheHeader_isDamageAndNoOtherKey() throws IOException {
        for (int at = 0; at < 60; at++) {
            Files.write(file, flipped(at));
            assertThat(catchThrowable(() -> store.find(StoreFixture.WHOSE)))
                    .as("bit flipped in byte %d", at)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("set aside as");
        }
        assertThat(StoreFixture.entries(directory))
                .as("none was written over")
                .hasSize(60)
                .allMatch(name -> name.contains(".corrupt-"));
    }

    @Test
    void truncatedFiles_areSetAside() throws IOException {
        for (int length : new int[] {0, 1, 8, 9, 40, 41, 56, 57, 100, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> store.find(StoreFixture.WHOSE))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("set aside as");
        }
    }

    @Test
    void foreignThings_areSetAside() throws IOException {
        Files.writeString(file, "{\"accessToken\":\"of another program\"}");
        assertThatThrownBy(() -> store.find(StoreFixture.WHOSE))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("not a file of this store");
        Files.write(file, new byte[StoreDirectory.LARGEST_FILE_BYTES + 1]);
        assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("corrupt-2");
        Files.createDirectory(file);
        assertThatThrownBy(() -> store.remove(StoreFixture.WHOSE))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("corrupt-3");
        assertThat(aside(3)).isDirectory();
    }

    @Test
    void linkInPlaceOfAFile_isNotFollowed() throws IOException {
        Path elsewhere = Files.write(directory.resolve("elsewhere"), good);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("set aside");
        assertThat(elsewhere).hasBinaryContent(good);
    }

    @Test
    void filesThatChangedPlaces_areSetAside() throws IOException {
        store.save(StoreFixture.OTHERS, StoreFixture.tokens(2));
        Path others = directory.resolve(StoreFixture.entries(directory).stream()
                .filter(name -> !name.equals(file.getFileName().toString()))
                .findFirst()
                .orElseThrow());
        Files.copy(others, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.find(StoreFixture.WHOSE))
                .as("tokens of one taxpayer must not serve another")
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("damaged");
        assertThat(store.find(StoreFixture.OTHERS)).contains(StoreFixture.tokens(2));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void anotherKey_isToldAndNothingIsTouched(Consumer<FileTokenStore> use) {
        store.close();
        try (var other = FileTokenStore.open(directory, StoreFixture.OTHER_KEY)) {
            assertThatThrownBy(() -> use.accept(other))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(file.toString(), "another key", "left as it is");
        }
        assertThat(StoreFixture.onlyEntry(directory)).hasBinaryContent(good);
        store = FileTokenStore.open(directory, StoreFixture.KEY);
        assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void newerFormat_isToldAndNothingIsTouched(Consumer<FileTokenStore> use) throws IOException {
        byte[] newer = good.clone();
        newer[VERSION_AT] = 2;
        var sum = new CRC32();
        sum.update(newer, 0, SUM_AT);
        ByteBuffer.wrap(newer).putInt(SUM_AT, (int) sum.getValue());
        Files.write(file, newer);
        assertThatThrownBy(() -> use.accept(store))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll("format 2", "left as it is");
        assertThat(StoreFixture.onlyEntry(directory)).hasBinaryContent(newer);
    }

    @Test
    void setAside_takesTheNextFreeNumber() throws IOException {
        Files.writeString(aside(1), "older");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> store.find(StoreFixture.WHOSE)).hasMessageContaining("corrupt-2");
        assertThat(aside(1)).hasContent("older");
        assertThat(aside(2)).isEmptyFile();
    }

    @Test
    void tokensTooLargeToBeReadAgain_areNotWritten() {
        var huge = new StoredTokens(
                new AccessToken("a".repeat(StoreDirectory.LARGEST_FILE_BYTES), OffsetDateTime.MAX), null, null);
        assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, huge))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("too large");
        assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
    }

    private Path aside(int number) {
        return directory.resolve(file.getFileName() + ".corrupt-" + number);
    }

    private byte[] flipped(int at) {
        byte[] damaged = good.clone();
        damaged[at] ^= 0x10;
        return damaged;
    }
}
