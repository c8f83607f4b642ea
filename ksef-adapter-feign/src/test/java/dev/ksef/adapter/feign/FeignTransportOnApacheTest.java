package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.testkit.TransportContract;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.HttpClients;

class FeignTransportOnApacheTest extends TransportContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        var http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
        return FeignTransport.builder(new KsefEnvironment("scripted", apiBase, apiBase))
                .time(time)
                .listener(listener)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .engine(new ApacheHttp5Client(http))
                .build();
    }
}
