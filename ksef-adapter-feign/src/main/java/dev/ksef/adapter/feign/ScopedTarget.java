package dev.ksef.adapter.feign;

import dev.ksef.port.CallScope;
import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import java.util.regex.Pattern;

/** Where a proxy's calls go, and what they act within. */
record ScopedTarget<A>(Class<A> type, String url, CallScope scope) implements Target<A> {

    /** What would lead a call to another path than its own. */
    private static final Pattern UNFIT_SEGMENT = Pattern.compile("/\\.{0,2}(/|$)");

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
