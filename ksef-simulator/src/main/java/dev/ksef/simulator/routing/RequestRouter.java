package dev.ksef.simulator.routing;

import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.RateLimitJudge;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.TooManyRequests;
import dev.ksef.simulator.wire.UnservableRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation for a request. Literal segments of a path win over variables; otherwise the operation that was
 * added first wins.
 */
public final class RequestRouter {

    /**
     * An operation with its method and path.
     *
     * @param name method and path below {@code /v2}, as the API describes them
     * @param group the group that its calls are counted in; null if they are not counted
     * @param upload whether it reads the body of a request by itself
     */
    public record Route(
            String method,
            String template,
            String name,
            List<String> segments,
            @Nullable RateGroup group,
            boolean upload,
            OperationHandler operation) {

        static Route of(
                String method, String template, @Nullable RateGroup group, boolean upload, OperationHandler operation) {
            String name = method + " " + template.replaceFirst("^/v2/", "/");
            return new Route(method, template, name, RequestRouter.segments(template), group, upload, operation);
        }

        boolean matches(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String expected = segments.get(i);
                if (!expected.startsWith("{") && !expected.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** What a path that matches gives the variables. */
        Map<String, String> variables(List<String> path) {
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), path.get(i));
                }
            }
            return variables;
        }

        long variableCount() {
            return segments.stream().filter(segment -> segment.startsWith("{")).count();
        }
    }

    private final RateLimitJudge rateLimitJudge;
    private final OperationGuard guard;
    private final List<Route> routes = new ArrayList<>();

    /** Whose operations everybody may call who is known to them. */
    public RequestRouter(RateLimitJudge rateLimitJudge) {
        this(rateLimitJudge, (request, operation) -> {});
    }

    public RequestRouter(RateLimitJudge rateLimitJudge, OperationGuard guard) {
        this.rateLimitJudge = rateLimitJudge;
        this.guard = guard;
    }

    public void add(String method, String template, RateGroup group, OperationHandler operation) {
        add(Route.of(method, template, group, false, operation));
    }

    /** Adds an operation whose calls are not counted. */
    public void addUncounted(String method, String template, OperationHandler operation) {
        add(Route.of(method, template, null, false, operation));
    }

    /** Adds an operation that reads the body by itself, since it may be large. Its calls are not counted. */
    public void addUpload(String method, String template, OperationHandler operation) {
        add(Route.of(method, template, null, true, operation));
    }

    private void add(Route route) {
        int place = 0;
        while (place < routes.size() && routes.get(place).variableCount() <= route.variableCount()) {
            place++;
        }
        routes.add(place, route);
    }

    /**
     * Lets the operation for the request answer it.
     *
     * @throws TooManyRequests if the operation was called too often
     * @throws UnservableRequest with 404 for an unknown path, with 405 for a known path and another method
     */
    public HttpReply answer(HttpRequest request) {
        List<String> path = segments(request.path());
        Optional<Route> route = routeOf(request.method(), path);
        if (route.isPresent()) {
            return answer(route.get(), request.withPathVariables(route.get().variables(path)));
        }
        boolean known = routes.stream().anyMatch(other -> other.matches(path));
        throw known ? new UnservableRequest(405, "Method Not Allowed") : new UnservableRequest(404, "Not Found");
    }

    private HttpReply answer(Route route, HttpRequest request) {
        if (route.group() != null) {
            rateLimitJudge.pass(request, route.group(), route.method() + " " + route.template());
        }
        guard.pass(request, route.name());
        return route.operation().answer(request);
    }

    public RateLimitJudge rateLimitJudge() {
        return rateLimitJudge;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The names of all operations. */
    public List<String> names() {
        return routes.stream().map(Route::name).toList();
    }

    /** The name of the operation that a request is for. */
    public Optional<String> nameOf(HttpRequest request) {
        return routeOf(request.method(), segments(request.path())).map(Route::name);
    }

    /** Whether the operation for this method and path reads the body by itself. */
    public boolean takesUpload(String method, String path) {
        return routeOf(method, segments(path)).filter(Route::upload).isPresent();
    }

    private Optional<Route> routeOf(String requestMethod, List<String> path) {
        String method = requestMethod.equals("HEAD") ? "GET" : requestMethod;
        for (Route route : routes) {
            if (route.method().equals(method) && route.matches(path)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = decoded(segments[i]);
        }
        return List.of(segments);
    }

    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            // In a path, unlike in a query, the plus is a plus.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return segment;
        }
    }
}
