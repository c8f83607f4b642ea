package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Writes the answers to refused requests, in the form that the client asked for. */
public final class ErrorReplies {

    private static final Logger LOG = System.getLogger(ErrorReplies.class.getName());

    private final InstantSource clock;

    public ErrorReplies(InstantSource clock) {
        this.clock = clock;
    }

    public HttpReply reply(RuntimeException failure, HttpRequest request) {
        if (failure instanceof BadRequest refused) {
            return wantsProblemDetails(request) ? problem(refused, request) : legacy(refused);
        }
        if (failure instanceof UnauthorizedRequest unauthorized) {
            return HttpReply.problem(401, problem(401, "Unauthorized", unauthorized.detail(), request))
                    .with("WWW-Authenticate", "Bearer");
        }
        if (failure instanceof ForbiddenRequest forbidden) {
            return forbidden(forbidden, request);
        }
        if (failure instanceof TooManyRequests tooMany) {
            return tooMany(tooMany, request);
        }
        if (failure instanceof UnservableRequest unservable && StorageReplies.concerns(request)) {
            return StorageReplies.error(unservable.status(), unservable.title().replace(" ", ""), unservable.detail());
        }
        if (failure instanceof UnservableRequest unservable) {
            return HttpReply.problem(
                    unservable.status(),
                    problem(unservable.status(), unservable.title(), unservable.detail(), request));
        }
        LOG.log(Level.ERROR, "Failed on " + request.method() + " " + request.path(), failure);
        if (StorageReplies.concerns(request)) {
            return StorageReplies.error(500, "InternalError", "The server failed.");
        }
        return HttpReply.problem(500, problem(500, "Internal Server Error", "Nieznany błąd.", request));
    }

    private HttpReply tooMany(TooManyRequests refused, HttpRequest request) {
        String title = "Too Many Requests";
        HttpReply reply = wantsProblemDetails(request)
                ? HttpReply.problem(429, problem(429, title, refused.detail(), request))
                : HttpReply.json(
                        429,
                        JsonTrees.object()
                                .set(
                                        "status",
                                        ProcessingStatus.of(429, title, refused.detail())
                                                .json()));
        return reply.with("Retry-After", Long.toString(refused.retryAfterSeconds()));
    }

    private static boolean wantsProblemDetails(HttpRequest request) {
        return request.header("X-Error-Format")
                .filter("problem-details"::equalsIgnoreCase)
                .isPresent();
    }

    private HttpReply problem(BadRequest refused, HttpRequest request) {
        ObjectNode body = problem(400, "Bad Request", "Żądanie jest nieprawidłowe.", request);
        ObjectNode error = body.putArray("errors").addObject();
        error.put("code", refused.code()).put("description", refused.description());
        error.set("details", JsonTrees.texts(refused.details()));
        return HttpReply.problem(400, body);
    }

    private HttpReply forbidden(ForbiddenRequest forbidden, HttpRequest request) {
        ObjectNode body = problem(403, "Forbidden", forbidden.detail(), request);
        body.put("reasonCode", forbidden.reason()).set("security", forbidden.facts());
        return HttpReply.problem(403, body);
    }

    private ObjectNode problem(int status, String title, String detail, HttpRequest request) {
        return JsonTrees.object()
                .put("title", title)
                .put("status", status)
                .put("instance", request.path())
                .put("detail", detail)
                .put("timestamp", KsefTimestamps.json(clock.instant()))
                .put("traceId", hex(16));
    }

    private HttpReply legacy(BadRequest refused) {
        ObjectNode body = JsonTrees.object();
        ObjectNode exception = body.putObject("exception");
        ObjectNode detail = exception.putArray("exceptionDetailList").addObject();
        detail.put("exceptionCode", refused.code()).put("exceptionDescription", refused.description());
        detail.set("details", JsonTrees.texts(refused.details()));
        exception.put("serviceCode", "00-" + hex(16) + "-" + hex(8) + "-00");
        exception.put("serviceCtx", "simulator").put("serviceName", "Undefined");
        exception.put("timestamp", KsefTimestamps.json(clock.instant()));
        return HttpReply.json(400, body);
    }

    private static String hex(int bytes) {
        StringBuilder text = new StringBuilder(bytes * 2);
        for (int i = 0; i < bytes; i++) {
            text.append(String.format(
                    Locale.ROOT, "%02x", ThreadLocalRandom.current().nextInt(256)));
        }
        return text.toString();
    }
}
