package dev.ksef;

import java.util.regex.Pattern;

/** Takes out of text what may be a secret. */
final class Scrub {

    private static final String GONE = "***";
    private static final Pattern BEARER = Pattern.compile("(?i)\\bBearer\\s+\\S+");
    private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]+(\\.[\\w-]*)*");
    private static final Pattern QUERY = Pattern.compile("\\?[\\w%.-]+=[^\\s\"'<>]*");
    private static final Pattern KSEF_TOKEN = Pattern.compile("[0-9A-Za-z-]{36}\\|[^|\\s]+\\|[0-9a-fA-F]+");
    /** Longer than any number of KSeF's; with hyphens longer than a trace id. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_]{40,}={0,2}|[A-Za-z0-9+/_-]{60,}={0,2}");

    private Scrub() {}

    static String text(String text) {
        String scrubbed = BEARER.matcher(text).replaceAll("Bearer " + GONE);
        scrubbed = JWT.matcher(scrubbed).replaceAll(GONE);
        scrubbed = QUERY.matcher(scrubbed).replaceAll("?" + GONE);
        scrubbed = KSEF_TOKEN.matcher(scrubbed).replaceAll(GONE);
        return BASE64.matcher(scrubbed).replaceAll(GONE);
    }
}
