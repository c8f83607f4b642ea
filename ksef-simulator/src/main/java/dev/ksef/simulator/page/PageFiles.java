package dev.ksef.simulator.page;

import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The files of the page. It loads nothing from elsewhere, and runs no script but its own. */
final class PageFiles {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "page.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "texts.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    /** The page itself, in the language that the browser prefers, unless its user chose another. */
    HttpReply page(HttpRequest request) {
        String page = new String(content("page.html"), StandardCharsets.UTF_8);
        String language = language(request.header("Accept-Language").orElse(""));
        return reply("page.html", page.replace("{language}", language).getBytes(StandardCharsets.UTF_8));
    }

    /** Polish, unless English comes before it. */
    static String language(String accepted) {
        for (String range : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String language = range.strip();
            if (language.startsWith("pl")) {
                return "pl";
            }
            if (language.startsWith("en")) {
                return "en";
            }
        }
        return accepted.isEmpty() ? "pl" : "en";
    }

    /** A file of the page; nothing if there is no such file. */
    Optional<HttpReply> file(String name) {
        return TYPES.containsKey(name) && !name.equals("page.html")
                ? Optional.of(reply(name, content(name)))
                : Optional.empty();
    }

    private static HttpReply reply(String name, byte[] content) {
        return safe(new HttpReply(200, Map.of("Content-Type", TYPES.getOrDefault(name, "text/plain")), content))
                .with("Content-Security-Policy", POLICY);
    }

    /** Lets a browser neither guess what an answer is, nor keep it, nor show it to other sites. */
    static HttpReply safe(HttpReply reply) {
        return reply.with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static byte[] content(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The simulator lacks its file " + name);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
