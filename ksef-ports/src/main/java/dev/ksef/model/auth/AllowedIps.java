package dev.ksef.model.auth;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The IPv4 addresses from which the access tokens of a sign-in may be used (AuthorizationPolicy). If there are none, all
 * addresses are allowed.
 *
 * <p>Source: AuthTokenRequest 2.1, schema {@code AllowedIps} of API 2.7.0.
 *
 * @param addresses single addresses, 10 at most
 * @param ranges {@code first-last}, 10 at most
 * @param masks {@code network/bits}, 10 at most
 */
public record AllowedIps(List<String> addresses, List<String> ranges, List<String> masks) {

    /** All addresses. */
    public static final AllowedIps ANY = new AllowedIps(List.of(), List.of(), List.of());

    private static final int MOST = 10;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IP = "(" + OCTET + "\\.){3}" + OCTET;
    private static final Pattern ADDRESS = Pattern.compile(IP);
    private static final Pattern RANGE = Pattern.compile(IP + "-" + IP);
    private static final Pattern MASK = Pattern.compile(IP + "/(3[0-2]|[12]?[0-9])");

    /**
     * @throws IllegalArgumentException if there are more than 10 of a kind, or one does not have its form
     */
    public AllowedIps {
        addresses = checked(addresses, ADDRESS, "an address such as 192.0.2.1");
        ranges = checked(ranges, RANGE, "a range such as 192.0.2.1-192.0.2.9");
        masks = checked(masks, MASK, "a network such as 192.0.2.0/24");
    }

    /** Returns a list of single addresses. */
    public static AllowedIps addresses(String... addresses) {
        return new AllowedIps(List.of(addresses), List.of(), List.of());
    }

    /**
     * Returns a copy with ranges of addresses, such as {@code 192.0.2.1-192.0.2.9}.
     *
     * @throws IllegalArgumentException if there are more than 10, or one does not have that form
     */
    public AllowedIps withRanges(String... firstToLast) {
        return new AllowedIps(addresses, List.of(firstToLast), masks);
    }

    /**
     * Returns a copy with networks, such as {@code 192.0.2.0/24}.
     *
     * @throws IllegalArgumentException if there are more than 10, or one does not have that form
     */
    public AllowedIps withMasks(String... networks) {
        return new AllowedIps(addresses, ranges, List.of(networks));
    }

    /** Tells whether all addresses are allowed. */
    public boolean isAny() {
        return addresses.isEmpty() && ranges.isEmpty() && masks.isEmpty();
    }

    private static List<String> checked(List<String> entries, Pattern form, String example) {
        if (entries.size() > MOST) {
            throw new IllegalArgumentException("KSeF accepts at most 10 entries of a kind, not " + entries.size());
        }
        for (String entry : entries) {
            if (!form.matcher(entry).matches()) {
                throw new IllegalArgumentException("Not " + example + ": '" + entry + "'");
            }
        }
        return List.copyOf(entries);
    }
}
