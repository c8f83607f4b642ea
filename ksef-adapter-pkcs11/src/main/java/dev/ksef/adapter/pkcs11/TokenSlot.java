package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The slot of one token.
 *
 * @param line of configuration by which SunPKCS11 finds it
 * @param name for messages and for the {@link PinCallback}
 * @param filter finds it among the slots that {@link SlotDiscovery} lists
 */
record TokenSlot(String line, String name, Predicate<SlotInfo> filter) {

    private static final String CHOOSE = ". Choose one with slot(...), slotIndex(...) or tokenLabel(...)";

    static TokenSlot ofIndex(int index) {
        return new TokenSlot(
                "slotListIndex = " + index + "\n", "slot with index " + index, slot -> slot.index() == index);
    }

    /** SunPKCS11 reads the number of a slot as an int. Some libraries have larger ones: such a slot is chosen by its index. */
    static TokenSlot ofId(long id, Path library) {
        String name = "slot " + id;
        if (id <= Integer.MAX_VALUE) {
            return new TokenSlot("slot = " + id + "\n", name, slot -> slot.id() == id);
        }
        List<SlotInfo> slots = listed(library);
        return slots.stream()
                .filter(slot -> slot.id() == id)
                .findFirst()
                .map(slot -> new TokenSlot(ofIndex(slot.index()).line(), name, other -> other.id() == id))
                .orElseThrow(() -> new KsefSigningException(
                        "The library " + library + " has no " + name + ": " + SlotDiscovery.describe(slots)));
    }

    static TokenSlot ofLabel(String label, Path library) {
        List<SlotInfo> slots = listed(library);
        List<SlotInfo> found = slots.stream()
                .filter(slot -> slot.hasToken() && LabelBytes.alike(slot.label(), label))
                .toList();
        if (found.isEmpty()) {
            throw new KsefSigningException(
                    "The library " + library + " knows no token '" + label + "': " + SlotDiscovery.describe(slots));
        }
        if (found.size() > 1) {
            throw new KsefSigningException("The label '" + label + "' is that of several tokens: "
                    + SlotDiscovery.describe(found) + ". Choose one with slot(...)");
        }
        return labelled(found.get(0));
    }

    static TokenSlot ofTheOnlyToken(Path library) {
        List<SlotInfo> tokens =
                listed(library).stream().filter(SlotInfo::hasToken).toList();
        if (tokens.size() != 1) {
            throw new KsefSigningException(
                    "With the library " + library + " " + SlotDiscovery.describe(tokens) + CHOOSE);
        }
        return labelled(tokens.get(0));
    }

    private static TokenSlot labelled(SlotInfo token) {
        return new TokenSlot(
                token.id() <= Integer.MAX_VALUE
                        ? "slot = " + token.id() + "\n"
                        : ofIndex(token.index()).line(),
                token.label(),
                slot -> slot.id() == token.id());
    }

    private static List<SlotInfo> listed(Path library) {
        return SlotDiscovery.slots(library)
                .orElseThrow(() -> new KsefSigningException("The labels of the tokens of " + library
                        + " cannot be read here, since that takes another Java process: name the token with slot(...) or"
                        + " slotIndex(...)"));
    }
}
