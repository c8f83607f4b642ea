package dev.ksef.adapter.feign.call;

import dev.ksef.port.CallScope;
import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import feign.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The target of a proxy: the address that its calls go to, and the scope that they act within.
 *
 * @param call the call that a copy of the target belongs to, so that its answer leads to it; null in the proxy's own target
 */
public record ScopedTarget<A>(
        Class<A> type,
        String url,
        CallScope scope,
        @Nullable OperationCall call) implements Target<A> {

    public ScopedTarget(Class<A> type, String url, CallScope scope) {
        this(type, url, scope, null);
    }

    /** Returns what a request carries along, so that it, and its answer, lead to the call. */
    public RequestTemplate templateOf(OperationCall begun, MethodMetadata declared) {
        return new RequestTemplate().methodMetadata(declared).feignTarget(new ScopedTarget<>(type, url, scope, begun));
    }

    /** Returns the call that was answered. */
    public static OperationCall callOf(Response response) {
        var target = (ScopedTarget<?>) response.request().requestTemplate().feignTarget();
        return Objects.requireNonNull(target.call(), "Every request leads to its call");
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    /** Nobody calls it: the requests of calls are not made of templates. */
    @Override
    public Request apply(RequestTemplate template) {
        throw new UnsupportedOperationException("Calls make their requests themselves");
    }

    @Override
    public String toString() {
        return name() + " at " + url + (scope.context() == null ? "" : " for " + scope.context());
    }
}
