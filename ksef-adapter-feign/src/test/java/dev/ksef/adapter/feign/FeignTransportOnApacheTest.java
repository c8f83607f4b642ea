package dev.ksef.adapter.feign;

import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.TransportContract;
import java.net.URI;

class FeignTransportOnApacheTest extends TransportContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        return Engines.transport(apiBase, time, listener)
                .engine(Engines.apache())
                .build();
    }
}
