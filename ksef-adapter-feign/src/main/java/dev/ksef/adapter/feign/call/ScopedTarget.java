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
 * Where a proxy's calls go, and what they act within.
 *
 * @param call the one that is under way, in what Feign keeps of one call; null in the proxy's own target
 */
public record ScopedTarget<A>(
        Class<A> type,
        String url,
        CallScope scope,
        @Nullable OperationCall call) implements Target<A> {

    /** What would lead a call to another path than its own. */
    private static final Pattern UNFIT_SEGMENT = Pattern.compile("/\\.{0,2}(/|$)");

    public ScopedTarget(Class<A> type, String url, CallScope scope) {
        this(type, url, scope, null);
    }

    /** From here on the request, and later its answer, lead to the call. */
    public static void mark(Request request, OperationCall call) {
        RequestTemplate template = request.requestTemplate();
        var target = (ScopedTarget<?>) template.feignTarget();
        template.feignTarget(new ScopedTarget<>(target.type, target.url, target.scope, call));
    }

    /** The call that was answered. */
    public static OperationCall answered(Response response) {
        var target = (ScopedTarget<?>) response.request().requestTemplate().feignTarget();
        return Objects.requireNonNull(target.call(), "The client marks every request");
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
