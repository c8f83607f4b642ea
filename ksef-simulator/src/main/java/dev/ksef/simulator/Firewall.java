package dev.ksef.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** What a firewall in front of KSeF does in its stead. */
final class Firewall {

    private static final String COOKIE = "incap_ses_1=simulator";

    private static final String PAGE = """
            <html style="height:100%%"><head><meta name="ROBOTS" content="NOINDEX, NOFOLLOW"></head>
            <body>Request unsuccessful. Incident ID: %s</body></html>
            """;

    private Firewall() {}

    static Reply page(int status) {
        byte[] body = PAGE.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        return new Reply(status, Map.of("Content-Type", "text/html"), body);
    }

    /** To where the client is already. */
    static Reply redirect(Request request) {
        return Reply.empty(307).with("Location", request.uri().toString());
    }

    static Reply redirectWithCookie(Request request) {
        return redirect(request).with("Set-Cookie", COOKIE + "; Path=/; HttpOnly");
    }

    /** Whether the client shows the cookie it was given. */
    static boolean knows(Request request) {
        return request.header("Cookie")
                .filter(cookies -> cookies.contains(COOKIE))
                .isPresent();
    }
}
