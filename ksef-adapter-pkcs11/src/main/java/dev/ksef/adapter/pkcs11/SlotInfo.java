package dev.ksef.adapter.pkcs11;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A slot and the token in it.
 *
 * @param index place in the library's list of slots, from 0
 * @param id number of the slot (CK_SLOT_ID)
 * @param label of the token; empty if there is no token, or none that was initialised
 * @param flags of the token, as SunPKCS11 names them, such as {@code CKF_USER_PIN_COUNT_LOW}
 */
record SlotInfo(int index, long id, String label, String flags) {

    /** A byte of a letter may look like one of Unicode's line ends, so only the usual ends of a line are taken for one. */
    private static final int BY_LINE = Pattern.MULTILINE | Pattern.UNIX_LINES;

    private static final Pattern SLOT = Pattern.compile("^Slot info for slot (-?\\d+):", BY_LINE);
    private static final Pattern TOKEN = Pattern.compile(
            "^Token info for token in slot .*?^ *label: (.*?)$.*?^ *flags: ([^\\r\\n]*)\\r?$",
            BY_LINE | Pattern.DOTALL);

    /** Parses what {@link SlotListingProgram} printed. */
    static List<SlotInfo> parse(String listing) {
        List<SlotInfo> found = new ArrayList<>();
        String[] parts = listing.split(Pattern.quote(SlotListingProgram.MARK), -1);
        for (int index = 0; index < parts.length - 1; index++) {
            parsePart(index, parts[index + 1]).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<SlotInfo> parsePart(int index, String part) {
        Matcher slot = SLOT.matcher(part);
        if (!slot.find()) {
            return Optional.empty();
        }
        long id = Long.parseLong(slot.group(1));
        Matcher token = TOKEN.matcher(part);
        return Optional.of(
                token.find()
                        ? new SlotInfo(index, id, text(token.group(1)), token.group(2))
                        : new SlotInfo(index, id, "", ""));
    }

    /** Labels are padded with blanks. */
    private static String text(String padded) {
        return LabelBytes.label(padded).strip();
    }

    boolean hasToken() {
        return !flags.isEmpty();
    }

    /** Returns what the device says about the PIN tries that are left, as part of a message; empty if it says nothing. */
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
