package dev.ksef.adapter.feign;

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
        return attempts.make(call.name(), call.correlation(), call.deadline(), (options, patienceMillis) -> {
            Response response = exchanges.exchange(cookies.shown(request), options, patienceMillis);
            cookies.take(response);
            return response;
        });
    }
}
