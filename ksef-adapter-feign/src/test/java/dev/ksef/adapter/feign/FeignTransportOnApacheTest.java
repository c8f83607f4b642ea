package dev.ksef.adapter.feign;

import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.transport.HttpContract;
import java.net.URI;

class FeignTransportOnApacheTest extends HttpContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener, RateLimiter rateLimiter) {
        return Engines.transport(apiBase, time, listener)
                .rateLimiter(rateLimiter)
                .circuitOff()
                .engine(Engines.apache())
                .build();
    }

    @Override
    protected StorageTransfer storage(Transport transport) {
        return ((FeignTransport) transport).storage();
    }
}
