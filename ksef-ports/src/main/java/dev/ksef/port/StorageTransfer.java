package dev.ksef.port;

import dev.ksef.model.Sha256;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.time.Deadline;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Streams documents out of KSeF's storage by signed links: pages of UPO, parts of exports.
 *
 * <p><b>Threading:</b> safe for many threads. A caller's stream is touched by the caller's thread alone, and not after
 * the call has ended.
 *
 * <p><b>Failure:</b> every failure becomes a {@link dev.ksef.model.error.KsefException} at the edge. Memory is constant,
 * whatever the size. The deadline holds while connecting, waiting and reading, and so does an interrupt, whose flag stays
 * set. Status 200 alone is success; a firewall's HTML page with that status is none. What had been written when it failed
 * is the caller's to throw away.
 *
 * <p><b>Idempotence:</b> a download whose connection was dropped before the first byte is made once more; after that it
 * is not, since the caller's stream cannot be wound back.
 *
 * <p><b>Secrets:</b> no call carries a bearer or any header of the API, cookies included. Links lead to the host of the
 * environment or to one that was allowed, by HTTPS (loopback excepted), and so do the redirects that are followed, three
 * at most; nothing is sent elsewhere. No part of a link is seen in messages, events or logs.
 *
 * <p><b>Lifecycle:</b> making one opens no connection. It lives as long as the transport it belongs to; afterwards it
 * throws {@link IllegalStateException}.
 *
 * <p>Signed links are outside all rate limits.
 */
public interface StorageTransfer {

    /**
     * Streams what the link leads to into the given stream, which is left open.
     *
     * @param mostBytes how long it may be; a longer one is broken off
     * @throws dev.ksef.model.error.KsefApiException if the storage answers with an error: 403 a link that is over or
     *     altered; look at the status again for a new one
     * @throws dev.ksef.model.error.KsefTransportException if there was no answer, or not all of it, or if the link leads
     *     to a host that is not allowed
     * @throws dev.ksef.model.error.KsefDeadlineException if the deadline had come before anything was sent
     * @throws dev.ksef.model.error.KsefStorageException if the given stream fails
     */
    Downloaded download(SignedLink link, OutputStream into, long mostBytes, Deadline deadline);

    /**
     * What was streamed. Nobody compared it with its hash yet.
     *
     * @param declaredHash the SHA-256 that the storage declares in {@code x-ms-meta-hash}; null where it declares none
     */
    record Downloaded(long sizeBytes, @Nullable Sha256 declaredHash) {}
}
