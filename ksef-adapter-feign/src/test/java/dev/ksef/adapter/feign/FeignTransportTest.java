package dev.ksef.adapter.feign;

import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.testkit.TransportContract;
import java.net.URI;

class FeignTransportTest extends TransportContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        return Engines.transport(apiBase, time, listener).build();
    }
}
