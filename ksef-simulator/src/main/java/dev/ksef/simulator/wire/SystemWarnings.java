package dev.ksef.simulator.wire;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Adds technical warnings to answers, as TEST does when a client asks for one. */
public final class SystemWarnings {

    private static final String HEADER = "X-System-Warning";
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x20-\\x7E]");

    private SystemWarnings() {}

    /** Adds the warning that the request asks for to a good answer. */
    public static HttpReply echo(HttpRequest request, HttpReply reply) {
        if (!reply.success()) {
            return reply;
        }
        return request.header("X-Test-System-Warning")
                .map(warning -> added(reply, folded(warning)))
                .orElse(reply);
    }

    private static HttpReply added(HttpReply reply, String warning) {
        String before = reply.headers().get(HEADER);
        return reply.with(HEADER, before == null ? warning : before + " | " + warning);
    }

    /** Warns that KSeF is only assumed to take a type of context that is not written as the API names it. */
    public static HttpReply contextType(HttpReply reply, String asNamed) {
        return added(reply, "[simulator-context-type]: The type of the context is written otherwise than " + asNamed);
    }

    private static String folded(String text) {
        // The stroke of this letter is no combining mark, so decomposition leaves it.
        String plain = Normalizer.normalize(text.replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFD);
        return NOT_ASCII.matcher(plain).replaceAll("");
    }
}
