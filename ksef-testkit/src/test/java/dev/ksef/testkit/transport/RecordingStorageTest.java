package dev.ksef.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Sha256;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.transport.RecordingStorage.Upload;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class RecordingStorageTest {

    private static final SignedLink LINK = SignedLink.of("https://storage.example/a");

    private final RecordingStorage storage = new RecordingStorage();

    @Test
    void parts_areRememberedByNumberSizeAndHash() throws Exception {
        byte[] part = {1, 2, 3};
        upload(7, part);
        assertThat(storage.arrived())
                .containsExactly(new Upload(
                        7, 3, Sha256.of(MessageDigest.getInstance("SHA-256").digest(part))));
        assertThat(storage.asked()).extracting(PartUploadRequest::ordinalNumber).containsExactly(7);
    }

    @Test
    void chosenUploads_failBeforeOrAfterThePartArrives() {
        var refused = new KsefTransportException("refused", Delivery.NOT_SENT, null);
        var lost = new KsefTransportException("lost", Delivery.UNKNOWN, null);
        storage.refuse(1, refused).loseAnswer(2, lost);
        assertThatThrownBy(() -> upload(1, new byte[1])).isSameAs(refused);
        assertThatThrownBy(() -> upload(2, new byte[1])).isSameAs(lost);
        upload(3, new byte[1]);
        assertThat(storage.asked()).hasSize(3);
        assertThat(storage.arrived()).extracting(Upload::ordinalNumber).containsExactly(2, 3);
    }

    @Test
    void contentOfAnotherSize_doesNotArrive() {
        assertThatThrownBy(() -> storage.upload(request(1), new PartContent(new byte[2]).declaring(3), Deadline.NEVER))
                .isInstanceOf(KsefStorageException.class);
        assertThat(storage.arrived()).isEmpty();
    }

    @Test
    void uploadsAtTheSameTime_areCounted() throws Exception {
        var together = new CyclicBarrier(3);
        storage.meanwhile(request -> {
            try {
                together.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
        TestThreads.runTogether(3, number -> upload(number, new byte[1]));
        assertThat(storage.mostUnderWay()).isEqualTo(3);
    }

    @Test
    void document_isThereIfTheTestPutItThere() {
        var into = new ByteArrayOutputStream();
        assertThatThrownBy(() -> storage.download(LINK, into, 10, Deadline.NEVER))
                .isInstanceOf(KsefApiException.class);
        storage.document(LINK, new byte[] {1, 2});
        assertThat(storage.download(LINK, into, 10, Deadline.NEVER).sizeBytes()).isEqualTo(2);
        assertThat(into.toByteArray()).containsExactly(1, 2);
    }

    private void upload(int ordinalNumber, byte[] part) {
        storage.upload(request(ordinalNumber), new PartContent(part), Deadline.NEVER);
    }

    private static PartUploadRequest request(int ordinalNumber) {
        return new PartUploadRequest(ordinalNumber, "PUT", LINK, Map.of());
    }
}
