package dev.ksef.adapter.feign.call;

import dev.ksef.port.CallScope;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import feign.Target;
import java.util.Objects;
import java.util.regex.Pattern;
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

    /** A segment that would lead a call to another path than its own. */
    private static final Pattern UNFIT_SEGMENT = Pattern.compile("/\\.{0,2}(/|$)");

    public ScopedTarget(Class<A> type, String url, CallScope scope) {
        this(type, url, scope, null);
    }

    /** Attaches a call to its request, and so to the answer. */
    public static void attach(Request request, OperationCall call) {
        RequestTemplate template = request.requestTemplate();
        var target = (ScopedTarget<?>) template.feignTarget();
        template.feignTarget(new ScopedTarget<>(target.type, target.url, target.scope, call));
    }

    /** Returns the call that was answered. */
    public static OperationCall callOf(Response response) {
        var target = (ScopedTarget<?>) response.request().requestTemplate().feignTarget();
        return Objects.requireNonNull(target.call(), "The client attaches the call to every request");
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public Request apply(RequestTemplate template) {
        if (UNFIT_SEGMENT.matcher(template.path()).find()) {
            throw new IllegalArgumentException(
                    "An identifier in the path of " + name() + " is null, empty or made of dots");
        }
        template.target(url);
        return template.request();
    }

    @Override
    public String toString() {
        return name() + " at " + url + (scope.context() == null ? "" : " for " + scope.context());
    }
}
