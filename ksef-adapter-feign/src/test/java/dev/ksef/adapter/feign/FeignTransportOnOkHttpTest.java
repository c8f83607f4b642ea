package dev.ksef.adapter.feign;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import dev.ksef.port.Transport;
import dev.ksef.testkit.TransportContract;
import feign.okhttp.OkHttpClient;
import java.net.URI;
import java.time.Duration;

class FeignTransportOnOkHttpTest extends TransportContract {

    @Override
    protected Transport transport(URI apiBase, Time time, KsefListener listener) {
        var http = new okhttp3.OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
        return FeignTransport.builder(new KsefEnvironment("scripted", apiBase, apiBase))
                .time(time)
                .listener(listener)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .engine(new OkHttpClient(http))
                .build();
    }
}
