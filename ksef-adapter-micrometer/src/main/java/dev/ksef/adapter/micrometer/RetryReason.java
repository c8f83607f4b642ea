package dev.ksef.adapter.micrometer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of why a call is made again the kind: the reason itself is text for people. */
final class RetryReason {

    private static final Pattern STATUS = Pattern.compile("HTTP ([1-5]\\d\\d)\\b.*");

    private RetryReason() {}

    static String kind(String reason) {
        Matcher status = STATUS.matcher(reason);
        if (status.matches()) {
            return "http " + status.group(1);
        }
        return reason.contains("connect") ? "connection" : "other";
    }
}
