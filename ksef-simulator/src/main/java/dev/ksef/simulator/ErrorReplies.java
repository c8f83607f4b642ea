package dev.ksef.simulator;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** Writes refusals in the form that the client asked for. */
final class ErrorReplies {

    private static final Logger LOG = System.getLogger(ErrorReplies.class.getName());

    private final InstantSource clock;

    ErrorReplies(InstantSource clock) {
        this.clock = clock;
    }

    Reply reply(RuntimeException failure, Request request) {
        if (failure instanceof BadRequest refused) {
            return wantsProblemDetails(request) ? problem(refused, request) : legacy(refused);
        }
        if (failure instanceof Unauthorized unauthorized) {
            return Reply.problem(401, problem(401, "Unauthorized", unauthorized.detail(), request))
                    .with("WWW-Authenticate", "Bearer");
        }
        if (failure instanceof Forbidden forbidden) {
            return forbidden(forbidden, request);
        }
        if (failure instanceof TooManyRequests tooMany) {
            return tooMany(tooMany, request);
        }
        if (failure instanceof Unservable unservable) {
            return Reply.problem(
                    unservable.status(), problem(unservable.status(), unservable.title(), unservable.title(), request));
        }
        LOG.log(Level.ERROR, "Failed on " + request.method() + " " + request.path(), failure);
        return Reply.problem(500, problem(500, "Internal Server Error", "Nieznany błąd.", request));
    }

    private Reply tooMany(TooManyRequests refused, Request request) {
        String title = "Too Many Requests";
        Reply reply = wantsProblemDetails(request)
                ? Reply.problem(429, problem(429, title, refused.detail(), request))
                : Reply.json(
                        429,
                        Json.object()
                                .set(
                                        "status",
                                        Status.of(429, title, refused.detail()).json()));
        return reply.with("Retry-After", Long.toString(refused.retryAfterSeconds()));
    }

    private static boolean wantsProblemDetails(Request request) {
        return request.header("X-Error-Format")
                .filter("problem-details"::equalsIgnoreCase)
                .isPresent();
    }

    private Reply problem(BadRequest refused, Request request) {
        ObjectNode body = problem(400, "Bad Request", "Żądanie jest nieprawidłowe.", request);
        ObjectNode error = body.putArray("errors").addObject();
        error.put("code", refused.code()).put("description", refused.description());
        error.set("details", Json.texts(refused.details()));
        return Reply.problem(400, body);
    }

    private Reply forbidden(Forbidden forbidden, Request request) {
        ObjectNode body = problem(403, "Forbidden", forbidden.detail(), request);
        ObjectNode security = body.put("reasonCode", forbidden.reason()).putObject("security");
        forbidden.facts().forEach(security::put);
        return Reply.problem(403, body);
    }

    private ObjectNode problem(int status, String title, String detail, Request request) {
        return Json.object()
                .put("title", title)
                .put("status", status)
                .put("instance", request.path())
                .put("detail", detail)
                .put("timestamp", Timestamps.json(clock.instant()))
                .put("traceId", hex(16));
    }

    private Reply legacy(BadRequest refused) {
        ObjectNode body = Json.object();
        ObjectNode exception = body.putObject("exception");
        ObjectNode detail = exception.putArray("exceptionDetailList").addObject();
        detail.put("exceptionCode", refused.code()).put("exceptionDescription", refused.description());
        detail.set("details", Json.texts(refused.details()));
        exception.put("serviceCode", "00-" + hex(16) + "-" + hex(8) + "-00");
        exception.put("serviceCtx", "simulator").put("serviceName", "Undefined");
        exception.put("timestamp", Timestamps.json(clock.instant()));
        return Reply.json(400, body);
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
