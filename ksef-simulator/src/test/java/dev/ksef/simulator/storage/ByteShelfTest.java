package dev.ksef.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteShelfTest {

    private static byte[] document(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    @Test
    void documents_beyondTheLimit_areInTheFile_andReadBackAsTheyWere() {
        try (StorageFolder folder = new StorageFolder();
                ByteShelf shelf = new ByteShelf(folder, 1)) {
            List<ShelvedBytes> kept = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                kept.add(shelf.keep(document(i, 100_000)));
            }

            assertThat(shelf.bytesInMemory()).as("as many as fit").isEqualTo(1_000_000);
            assertThat(shelf.bytesInFile()).as("all others").isEqualTo(2_000_000);
            for (int i = 0; i < 30; i++) {
                assertThat(kept.get(i).bytes()).as("document " + i).isEqualTo(document(i, 100_000));
            }
        }
    }

    @Test
    void document_inTheFile_isNotHeldInMemory() {
        try (StorageFolder folder = new StorageFolder();
                ByteShelf shelf = new ByteShelf(folder, 0)) {
            byte[] document = document(7, 1000);
            WeakReference<byte[]> held = new WeakReference<>(document);
            ShelvedBytes kept = shelf.keep(document);
            document = new byte[0];
            for (int i = 0; i < 100 && held.get() != null; i++) {
                System.gc();
            }

            assertThat(held.get()).isNull();
            assertThat(kept.bytes()).isEqualTo(document(7, 1000));
            assertThat(document).isEmpty();
        }
    }

    @Test
    void smallDocument_afterALargeOneThatDidNotFit_isStillInMemory() {
        try (StorageFolder folder = new StorageFolder();
                ByteShelf shelf = new ByteShelf(folder, 1)) {
            shelf.keep(document(1, 2_000_000));
            shelf.keep(document(2, 10));

            assertThat(shelf.bytesInFile()).isEqualTo(2_000_000);
            assertThat(shelf.bytesInMemory()).isEqualTo(10);
        }
    }

    @Test
    void documents_ofManyThreads_areNotMixed() {
        try (StorageFolder folder = new StorageFolder();
                ByteShelf shelf = new ByteShelf(folder, 0)) {
            List<Boolean> same = IntStream.range(0, 400)
                    .parallel()
                    .mapToObj(i -> {
                        byte[] document = document(i, 1 + i * 7 % 500);
                        ShelvedBytes kept = shelf.keep(document);
                        return Arrays.equals(kept.bytes(), document);
                    })
                    .toList();

            assertThat(same).hasSize(400).containsOnly(true);
            assertThat(shelf.bytesInMemory()).isZero();
        }
    }

    @Test
    void reader_thatIsInterrupted_spoilsNothing() {
        try (StorageFolder folder = new StorageFolder();
                ByteShelf shelf = new ByteShelf(folder, 0)) {
            ShelvedBytes kept = shelf.keep(document(3, 50));
            Thread.currentThread().interrupt();
            try {
                assertThat(kept.bytes()).isEqualTo(document(3, 50));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(shelf.keep(document(4, 5)).bytes()).isEqualTo(document(4, 5));
        }
    }

    @Test
    void document_thatCannotBeWritten_isRefusedWithTheLimitAndTheOption() {
        StorageFolder folder = new StorageFolder();
        folder.close();
        try (ByteShelf shelf = new ByteShelf(folder, 0)) {
            assertThatThrownBy(() -> shelf.keep(document(1, 1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContainingAll("0 MB", "--memory", "java.io.tmpdir");
        }
    }
}
