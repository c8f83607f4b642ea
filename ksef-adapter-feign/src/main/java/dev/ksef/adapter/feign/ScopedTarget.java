package dev.ksef.adapter.feign;

import dev.ksef.port.CallScope;
import feign.Request;
import feign.RequestTemplate;
import feign.Target;

/** Where a proxy's calls go, and what they act within. */
record ScopedTarget<A>(Class<A> type, String url, CallScope scope) implements Target<A> {

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public Request apply(RequestTemplate template) {
        template.target(url);
        return template.request();
    }

    @Override
    public String toString() {
        return name() + " at " + url + (scope.context() == null ? "" : " for " + scope.context());
    }
}
