package dev.ksef.simulator.auth;

import dev.ksef.simulator.wire.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The IPv4 addresses that access tokens of a login may be used from. An empty policy allows all addresses. */
public final class IpPolicy {

    private record Range(long first, long last) {

        boolean contains(long address) {
            return first <= address && address <= last;
        }
    }

    public static final IpPolicy OPEN = new IpPolicy(List.of());

    static final int MOST = 10;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String ADDRESS = "(" + OCTET + "\\.){3}" + OCTET;
    static final Pattern SINGLE = Pattern.compile(ADDRESS);
    static final Pattern RANGE = Pattern.compile(ADDRESS + "-" + ADDRESS);
    static final Pattern MASK = Pattern.compile(ADDRESS + "/(0|[1-9]|[12]\\d|3[0-2])");

    private final List<Range> allowed;

    private IpPolicy(List<Range> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Reads {@code allowedIps}. Problems are left with the body, which refuses them. */
    static IpPolicy of(JsonBody allowedIps) {
        return of(
                matching(allowedIps, "ip4Addresses", SINGLE),
                matching(allowedIps, "ip4Ranges", RANGE),
                matching(allowedIps, "ip4Masks", MASK));
    }

    /** The policy of three lists whose shapes were checked. */
    static IpPolicy of(List<String> addresses, List<String> ranges, List<String> masks) {
        List<Range> allowed = new ArrayList<>();
        for (String single : addresses) {
            allowed.add(new Range(number(single), number(single)));
        }
        for (String range : ranges) {
            String[] ends = range.split("-", 2);
            allowed.add(new Range(number(ends[0]), number(ends[1])));
        }
        for (String mask : masks) {
            allowed.add(network(mask));
        }
        return new IpPolicy(List.copyOf(allowed));
    }

    boolean allows(String clientIp) {
        return allowed.isEmpty()
                || (SINGLE.matcher(clientIp).matches()
                        && allowed.stream().anyMatch(range -> range.contains(number(clientIp))));
    }

    private static List<String> matching(JsonBody body, String field, Pattern shape) {
        List<String> values = body.texts(field, MOST);
        if (!values.stream().allMatch(value -> shape.matcher(value).matches())) {
            body.problem(field, "has an entry that is not in the correct format");
            return List.of();
        }
        return values;
    }

    private static Range network(String mask) {
        String[] parts = mask.split("/", 2);
        long size = 1L << (32 - Integer.parseInt(parts[1]));
        long first = number(parts[0]) / size * size;
        return new Range(first, first + size - 1);
    }

    private static long number(String address) {
        long number = 0;
        for (String octet : address.split("\\.", -1)) {
            number = number * 256 + Integer.parseInt(octet);
        }
        return number;
    }
}
