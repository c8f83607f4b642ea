package dev.ksef.adapter.feign;

import dev.ksef.model.SignedLink;
import dev.ksef.port.Deadline;
import dev.ksef.port.KsefListener;
import dev.ksef.port.StorageTransfer;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** The {@link StorageTransfer} on a transport's engine and threads, which it ends with. */
final class SignedLinkTransfer implements StorageTransfer {

    private final Attempts attempts;
    private final Exchanges exchanges;
    private final StorageHosts hosts;
    private final KsefListener listener;
    private final BooleanSupplier closed;

    SignedLinkTransfer(
            Attempts attempts, Exchanges exchanges, StorageHosts hosts, KsefListener listener, BooleanSupplier closed) {
        this.attempts = attempts;
        this.exchanges = exchanges;
        this.hosts = hosts;
        this.listener = listener;
        this.closed = closed;
    }

    @Override
    public Downloaded download(SignedLink link, OutputStream into, long mostBytes, Deadline deadline) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("The transport was closed");
        }
        var sink = new LimitedSink(into, mostBytes);
        return new Download(attempts, exchanges, hosts, listener, sink, deadline).from(link.address());
    }
}
