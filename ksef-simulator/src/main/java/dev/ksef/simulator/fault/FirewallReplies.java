package dev.ksef.simulator.fault;

import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The answers of a firewall in front of KSeF. */
final class FirewallReplies {

    private static final String COOKIE = "incap_ses_1=simulator";

    private static final String PAGE = """
            <html style="height:100%%"><head><meta name="ROBOTS" content="NOINDEX, NOFOLLOW"></head>
            <body>Request unsuccessful. Incident ID: %s</body></html>
            """;

    private FirewallReplies() {}

    static HttpReply page(int status) {
        byte[] body = PAGE.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        return new HttpReply(status, Map.of("Content-Type", "text/html"), body);
    }

    /** Redirects to the address that was asked for. */
    static HttpReply redirect(HttpRequest request) {
        return HttpReply.empty(307).with("Location", request.uri().toString());
    }

    static HttpReply redirectWithCookie(HttpRequest request) {
        return redirect(request).with("Set-Cookie", COOKIE + "; Path=/; HttpOnly");
    }

    /** Whether the client shows the cookie that it was given. */
    static boolean knows(HttpRequest request) {
        return request.header("Cookie")
                .filter(cookies -> cookies.contains(COOKIE))
                .isPresent();
    }
}
