package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.TraceId;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.exchange.ExchangeThreads;
import dev.ksef.adapter.feign.http.CookieJar;
import dev.ksef.model.error.KsefTransportException;
import feign.Request;
import feign.Response;

/** The last step: one exchange over the network, within the call's deadline, its body read to the end. */
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
                call.trail().leaves();
                Response answer = exchanges.exchange(cookies.shown(request), options, patience);
                cookies.take(answer);
                return answer;
            });
            call.trail().answered(response.status(), TraceId.of(response));
            return response;
        } catch (KsefTransportException failed) {
            call.trail().failed(failed);
            throw failed;
        }
    }
}
