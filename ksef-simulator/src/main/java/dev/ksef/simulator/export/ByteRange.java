package dev.ksef.simulator.export;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of bytes, from the first to the last one. */
record ByteRange(long first, long last) {

    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{1,15})-(\\d{0,15})");

    /** Reads a header {@code Range} of the two forms that the storage knows. Any other is to be ignored. */
    static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        // One that ends before it begins is none, unless it lies beyond the end.
        return first > last && first < size ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }

    boolean within(long size) {
        return first < size;
    }

    int length() {
        return (int) (last - first + 1);
    }
}
