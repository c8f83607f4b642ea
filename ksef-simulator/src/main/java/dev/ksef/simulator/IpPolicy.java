package dev.ksef.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The IPv4 addresses from which access tokens of a login may be used; without any, all may. */
final class IpPolicy {

    private record Range(long first, long last) {

        boolean contains(long address) {
            return first <= address && address <= last;
        }
    }

    static final IpPolicy OPEN = new IpPolicy(List.of());

    private static final int MOST = 10;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String ADDRESS = "(" + OCTET + "\\.){3}" + OCTET;
    private static final Pattern SINGLE = Pattern.compile(ADDRESS);
    private static final Pattern RANGE = Pattern.compile(ADDRESS + "-" + ADDRESS);
    private static final Pattern MASK = Pattern.compile(ADDRESS + "/(0|[1-9]|[12]\\d|3[0-2])");

    private final List<Range> allowed;

    private IpPolicy(List<Range> allowed) {
        this.allowed = allowed;
    }

    /** Reads {@code allowedIps}; what is wrong with it is left with the body. */
    static IpPolicy of(JsonBody allowedIps) {
        List<Range> ranges = new ArrayList<>();
        for (String single : matching(allowedIps, "ip4Addresses", SINGLE)) {
            ranges.add(new Range(number(single), number(single)));
        }
        for (String range : matching(allowedIps, "ip4Ranges", RANGE)) {
            String[] ends = range.split("-", 2);
            ranges.add(new Range(number(ends[0]), number(ends[1])));
        }
        for (String mask : matching(allowedIps, "ip4Masks", MASK)) {
            ranges.add(network(mask));
        }
        return new IpPolicy(List.copyOf(ranges));
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
