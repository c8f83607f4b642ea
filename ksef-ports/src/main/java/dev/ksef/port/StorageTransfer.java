package dev.ksef.port;

import dev.ksef.model.Sha256;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.time.Deadline;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries documents from and to KSeF's storage by signed links: pages of UPO and parts of exports from it, parts of packages to
 * it.
 *
 * <p><b>Threading:</b> safe for many threads. Only the caller's thread uses the caller's stream, and not after the call has
 * ended.
 *
 * <p><b>Failure:</b> every failure is thrown as a {@link dev.ksef.model.error.KsefException}. Memory is constant for any size.
 * The deadline and interrupts end connecting, waiting and reading; the interrupt flag stays set. Only status 200 is
 * success of a download, or 206 where its rest was asked for; a firewall's HTML page with that status is not.
 *
 * <p><b>Idempotence:</b> a download is repeated once if its connection was dropped before the first byte. Later it is not
 * repeated, since the caller's stream cannot be reset.
 *
 * <p><b>Secrets:</b> no call carries a bearer, a cookie or any other header of the API. Links must use HTTPS (except to
 * loopback) and lead to the host of the environment or to an allowed host. The same holds for redirects, of which at most three
 * are followed. Nothing is sent to other hosts. Messages, events and logs contain no part of a link.
 *
 * <p><b>Lifecycle:</b> creating one opens no connection. Once its transport is closed, it throws {@link IllegalStateException}.
 *
 * <p>Rate limits do not count signed links.
 */
public interface StorageTransfer {

    /**
     * Writes the document behind the link into the given stream, which is left open.
     *
     * @param mostBytes the largest size to accept; the download of a larger document is aborted
     * @throws dev.ksef.model.error.KsefApiException if the storage answers with an error. With 403 the link has expired or was
     *     altered: ask for the status again to get a new one
     * @throws dev.ksef.model.error.KsefTransportException if there was no answer, if it was incomplete, or if the link leads to
     *     a host that is not allowed
     * @throws dev.ksef.model.error.KsefDeadlineException if the deadline passed before anything was sent
     * @throws dev.ksef.model.error.KsefStorageException if the given stream fails
     */
    default Downloaded download(SignedLink link, OutputStream into, long mostBytes, Deadline deadline) {
        return download(link, 0, into, mostBytes, deadline);
    }

    /**
     * Writes the rest of a document, of which the caller has the beginning, into the given stream, which is left open. A storage
     * that cannot send the rest alone sends all: then the beginning is passed over here. After a failure, what was written is the
     * right continuation, so that the caller may go on behind it; the whole is to be compared with its hash in the end.
     *
     * @param offset how many bytes the caller has; 0 for the whole document
     * @param mostBytes the largest size of the whole document to accept
     * @return the size of the whole document
     * @throws dev.ksef.model.error.KsefApiException if the storage answers with an error: 403 as above, 416 if the document has
     *     not that many bytes
     * @throws dev.ksef.model.error.KsefTransportException if there was no answer, if it was incomplete or begins elsewhere, or
     *     if the link leads to a host that is not allowed
     * @throws dev.ksef.model.error.KsefDeadlineException if the deadline passed before anything was sent
     * @throws dev.ksef.model.error.KsefStorageException if the given stream fails
     */
    Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline);

    /**
     * Uploads a part of a package, exactly by the method, to the address and with the headers that KSeF gave, and with its
     * length. Only status 201 is success. An upload is never repeated here: whoever calls looks first, see {@link
     * dev.ksef.model.error.KsefTransportException#delivery()}.
     *
     * @param content the encrypted part
     * @throws dev.ksef.model.error.KsefApiException if the storage answers with an error. With 403 the time for uploads is over,
     *     or the link was altered: KSeF gives no other, so that the session is lost
     * @throws dev.ksef.model.error.KsefTransportException if there was no answer, if the answer was no storage's, or if the link
     *     leads to a host that is not allowed
     * @throws dev.ksef.model.error.KsefDeadlineException if the deadline passed before anything was sent
     * @throws dev.ksef.model.error.KsefStorageException if the content cannot be read, or is not of its size
     */
    void upload(PartUploadRequest request, ContentSource content, Deadline deadline);

    /**
     * The result of a download. The content has not been compared with the hash yet.
     *
     * @param declaredHash the SHA-256 that the storage declares in {@code x-ms-meta-hash}; null if it declares none
     */
    record Downloaded(long sizeBytes, @Nullable Sha256 declaredHash) {}
}
