package dev.ksef.adapter.feign;

import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.TransportHostilityContract;
import java.net.URI;

class FeignHostilityOnOkHttpTest extends TransportHostilityContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        return Engines.transport(apiBase, time, listener)
                .circuitOff()
                .engine(Engines.okHttp())
                .build();
    }
}
