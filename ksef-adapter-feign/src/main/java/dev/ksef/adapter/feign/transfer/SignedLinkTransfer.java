package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.exchange.CloseSignal;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.exchange.UploadEngine;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import java.io.OutputStream;

/** The {@link StorageTransfer} on the engine and threads of a transport. It ends with the transport. */
public final class SignedLinkTransfer implements StorageTransfer {

    private final ExchangeAttempts attempts;
    private final ExchangeThreads exchanges;
    private final UploadEngine uploads;
    private final StorageHosts hosts;
    private final KsefListener listener;
    private final CloseSignal closing;

    public SignedLinkTransfer(
            ExchangeAttempts attempts,
            ExchangeThreads exchanges,
            UploadEngine uploads,
            StorageHosts hosts,
            KsefListener listener,
            CloseSignal closing) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.uploads = uploads;
        this.hosts = hosts;
        this.listener = listener;
        this.closing = closing;
    }

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        if (offset < 0) {
            throw new IllegalArgumentException("The rest of a document begins at 0 or later, not at " + offset);
        }
        closing.refuseIfClosed();
        var sink = new DocumentSink(into, offset, mostBytes);
        return new SignedLinkDownload(attempts, exchanges, hosts, listener, sink, deadline).from(link.address());
    }

    @Override
    public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
        closing.refuseIfClosed();
        new SignedLinkUpload(attempts, exchanges, uploads, hosts, deadline).upload(request, content);
    }
}
