package dev.ksef;

import dev.ksef.simulator.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went over the wire and may stand nowhere else: tokens, keys, signatures of links, encrypted content. */
final class WireSecrets {

    private static final Pattern BEARER = Pattern.compile("Bearer (\\S+)");
    private static final Pattern VALUE = Pattern.compile("\"(?:token|encryptedToken|encryptedSymmetricKey|"
            + "initializationVector|encryptedInvoiceContent)\"\\s*:\\s*\"([^\"]{16,})\"");
    private static final Pattern SIGNATURE = Pattern.compile("[?&](sig=[^&\"\\s]+)");

    private WireSecrets() {}

    static Set<String> of(List<Exchange> exchanges) {
        Set<String> secrets = new TreeSet<>();
        for (Exchange exchange : exchanges) {
            String bodies = text(exchange.requestBody()) + '\n' + text(exchange.responseBody());
            secrets.addAll(all(BEARER, exchange.requestHeaders().toString().replace("]", " ")));
            secrets.addAll(all(VALUE, bodies));
            secrets.addAll(all(SIGNATURE, bodies + ' ' + exchange.uri()));
        }
        return secrets;
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
