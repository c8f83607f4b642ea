package dev.ksef.adapter.feign;

import dev.ksef.model.link.SignedLink;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import java.io.OutputStream;

/** The {@link StorageTransfer} on a transport's engine and threads, which it ends with. */
final class SignedLinkTransfer implements StorageTransfer {

    private final Attempts attempts;
    private final Exchanges exchanges;
    private final StorageHosts hosts;
    private final KsefListener listener;
    private final Closing closing;

    SignedLinkTransfer(
            Attempts attempts, Exchanges exchanges, StorageHosts hosts, KsefListener listener, Closing closing) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.hosts = hosts;
        this.listener = listener;
        this.closing = closing;
    }

    @Override
    public Downloaded download(SignedLink link, OutputStream into, long mostBytes, Deadline deadline) {
        closing.refuseIfClosed();
        var sink = new LimitedSink(into, mostBytes);
        return new Download(attempts, exchanges, hosts, listener, sink, deadline).from(link.address());
    }
}
