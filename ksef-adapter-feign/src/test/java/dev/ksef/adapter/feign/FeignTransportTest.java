package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.testkit.TransportContract;
import java.net.URI;
import java.time.Duration;

class FeignTransportTest extends TransportContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        return FeignTransport.builder(new KsefEnvironment("scripted", apiBase, apiBase))
                .time(time)
                .listener(listener)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .build();
    }
}
