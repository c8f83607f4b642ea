package dev.ksef.adapter.feign.transfer;

import dev.ksef.adapter.feign.Engines;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.transport.StorageContinuationContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;

class SignedLinkContinuationTest extends StorageContinuationContract {

    private @Nullable FeignTransport transport;

    @Override
    protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
        transport = Engines.transport(apiBase, time, listener).build();
        return transport.storage();
    }

    @Override
    protected void end() {
        if (transport != null) {
            transport.close();
        }
    }
}
