package dev.ksef;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is to be found nowhere, in every form in which it could stand somewhere. */
final class Needles {

    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 6;

    private final Set<String> all = new TreeSet<>();

    Needles text(String... secrets) {
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                all.add(secret);
                all.add(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return this;
    }

    Needles bytes(byte[] secret) {
        all.add(Base64.getEncoder().withoutPadding().encodeToString(secret));
        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        all.add(HexFormat.of().formatHex(secret));
        all.add(HexFormat.of().withUpperCase().formatHex(secret));
        all.add(java.util.Arrays.toString(secret));
        return this;
    }

    /** Whole, and as the lines of a PEM file have it. */
    Needles key(byte[] encoded) {
        bytes(encoded);
        String base64 = Base64.getEncoder().encodeToString(encoded);
        // The beginning is the same for all keys of a kind.
        for (int line = base64.length() / 2; line + 64 <= base64.length(); line += 64) {
            all.add(base64.substring(line, line + 64));
        }
        return this;
    }

    /** Where each needle that was found was found. The needles are values of tests. */
    List<String> foundIn(Map<String, String> haystacks) {
        List<String> found = new ArrayList<>();
        haystacks.forEach((place, hay) -> all.stream().filter(hay::contains).forEach(needle -> {
            int at = hay.indexOf(needle);
            found.add(place + ": '" + needle + "' in '..."
                    + hay.substring(Math.max(0, at - 200), Math.min(hay.length(), at + needle.length() + 40)) + "...'");
        }));
        return found;
    }
}
