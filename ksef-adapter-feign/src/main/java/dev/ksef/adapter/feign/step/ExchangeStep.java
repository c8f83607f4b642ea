package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.TraceId;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.http.CookieJar;
import dev.ksef.model.error.KsefTransportException;
import feign.Request;
import feign.Response;

/** The last step: makes one exchange over the network within the deadline of the call, and reads the body to its end. */
public final class ExchangeStep implements CallStep {

    private final ExchangeAttempts attempts;
    private final ExchangeThreads exchanges;
    private final CookieJar cookies = new CookieJar();

    public ExchangeStep(ExchangeAttempts attempts, ExchangeThreads exchanges) {
        this.attempts = attempts;
        this.exchanges = exchanges;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        try {
            Response response = attempts.make(call.name(), call.correlation(), call.deadline(), (options, patience) -> {
                call.exchanges().begin();
                Response answer = exchanges.exchange(cookies.withCookies(request), options, patience);
                cookies.keep(answer);
                return answer;
            });
            call.exchanges().answered(response.status(), TraceId.of(response));
            return response;
        } catch (KsefTransportException failed) {
            call.exchanges().failed(failed);
            throw failed;
        }
    }
}
