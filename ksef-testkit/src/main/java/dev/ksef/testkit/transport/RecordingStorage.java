package dev.ksef.testkit.transport;

import dev.ksef.model.Sha256;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A storage without a network. It reads each part that is uploaded, as a storage does, and keeps number, size and hash; the
 * bytes it forgets. Chosen uploads fail, before or after the part arrives. Documents to download are put there by the test.
 */
public final class RecordingStorage implements StorageTransfer {

    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final Map<Integer, KsefException> refusals = new ConcurrentHashMap<>();
    private final Map<Integer, KsefException> lostAnswers = new ConcurrentHashMap<>();
    private final List<PartUploadRequest> asked = new CopyOnWriteArrayList<>();
    private final List<Upload> arrived = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile Consumer<PartUploadRequest> meanwhile = request -> {};

    /** A part that arrived whole. */
    public record Upload(int ordinalNumber, long sizeBytes, Sha256 hash) {}

    /** Has an upload fail before anything of the part arrives. */
    public RecordingStorage refuse(int numberOfUpload, KsefException failure) {
        refusals.put(numberOfUpload, failure);
        return this;
    }

    /** Has an upload fail after the part arrived, as if the answer were lost. Uploads are counted from 1, failed ones too. */
    public RecordingStorage loseAnswer(int numberOfUpload, KsefException failure) {
        lostAnswers.put(numberOfUpload, failure);
        return this;
    }

    /** Does something during each upload, on its thread, before the part is read. */
    public RecordingStorage meanwhile(Consumer<PartUploadRequest> work) {
        meanwhile = work;
        return this;
    }

    /** Puts a document behind a link. */
    public RecordingStorage document(SignedLink link, byte[] document) {
        documents.put(link.reveal(), document.clone());
        return this;
    }

    /** Returns the requests of all uploads that were begun, in order. */
    public List<PartUploadRequest> asked() {
        return List.copyOf(asked);
    }

    /** Returns the parts that arrived, in the order of their arrival, also those whose answer was lost. */
    public List<Upload> arrived() {
        return List.copyOf(arrived);
    }

    /** Returns how many uploads were under way at the same time, at most. */
    public int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
        int number = begun.incrementAndGet();
        asked.add(request);
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            meanwhile.accept(request);
            fail(refusals.get(number));
            arrived.add(received(request, content));
            fail(lostAnswers.get(number));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private static Upload received(PartUploadRequest request, ContentSource content) {
        try (InputStream stream = content.open()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            long size = stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            if (size != content.sizeBytes()) {
                throw new KsefStorageException("The content is not of its size", null);
            }
            return new Upload(request.ordinalNumber(), size, Sha256.of(sha256.digest()));
        } catch (IOException unreadable) {
            throw new KsefStorageException("The content cannot be read", unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void fail(@Nullable KsefException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        byte[] document = documents.get(link.reveal());
        if (document == null) {
            throw refused(404);
        }
        if (offset > 0 && offset >= document.length) {
            throw refused(416);
        }
        if (document.length > mostBytes) {
            throw new KsefTransportException(
                    "GET (signed link): the document is larger than it may be", Delivery.UNKNOWN, null);
        }
        try {
            into.write(document, (int) offset, document.length - (int) offset);
        } catch (IOException failed) {
            throw new KsefStorageException("The download could not be written to the given stream", failed);
        }
        return new Downloaded(document.length, null);
    }

    private static KsefApiException refused(int status) {
        return new KsefApiException(new KsefApiException.Answer("GET (signed link)", status, List.of(), null, null));
    }
}
