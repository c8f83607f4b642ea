package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefTransportException;
import feign.Request;
import feign.Response;

/** The last step: one exchange over the network, within the call's deadline, its body read to the end. */
final class Engine implements Step {

    private final Attempts attempts;
    private final Exchanges exchanges;
    private final Cookies cookies = new Cookies();

    Engine(Attempts attempts, Exchanges exchanges) {
        this.attempts = attempts;
        this.exchanges = exchanges;
    }

    @Override
    public Response proceed(Request request, Call call) {
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
