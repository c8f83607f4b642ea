package dev.ksef.adapter.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in a slot.
 *
 * @param label of its token; empty if there is none, or none that was initialised
 * @param flags of its token, as SunPKCS11 names them, such as {@code CKF_USER_PIN_COUNT_LOW}
 */
record SlotContents(int index, long id, String label, String flags) {

    private static final Pattern SLOT = Pattern.compile("^Slot info for slot (-?\\d+):", Pattern.MULTILINE);
    private static final Pattern TOKEN = Pattern.compile(
            "^Token info for token in slot .*?^ *label: (.*?)$.*?^ *flags: ([^\\r\\n]*)$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** From what {@link SlotListing} printed. */
    static List<SlotContents> parse(String listing) {
        List<SlotContents> found = new ArrayList<>();
        String[] parts = listing.split(Pattern.quote(SlotListing.MARK), -1);
        for (int index = 0; index < parts.length - 1; index++) {
            parsePart(index, parts[index + 1]).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<SlotContents> parsePart(int index, String part) {
        Matcher slot = SLOT.matcher(part);
        if (!slot.find()) {
            return Optional.empty();
        }
        long id = Long.parseLong(slot.group(1));
        Matcher token = TOKEN.matcher(part);
        return Optional.of(
                token.find()
                        ? new SlotContents(index, id, text(token.group(1)), token.group(2))
                        : new SlotContents(index, id, "", ""));
    }

    /** The JDK makes one character of each byte; labels are UTF-8, padded with blanks. */
    private static String text(String padded) {
        return new String(padded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    boolean hasToken() {
        return !flags.isEmpty();
    }

    /** What the device says about the tries that are left, as part of a message; empty if nothing. */
    String triesLeft() {
        if (flags.contains("CKF_USER_PIN_LOCKED")) {
            return "; the PIN is locked now";
        }
        if (flags.contains("CKF_USER_PIN_FINAL_TRY")) {
            return "; one try is left before the PIN is locked";
        }
        return flags.contains("CKF_USER_PIN_COUNT_LOW") ? "; the device says that few tries are left" : "";
    }
}
