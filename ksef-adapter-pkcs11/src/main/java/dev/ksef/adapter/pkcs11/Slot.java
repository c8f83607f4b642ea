package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The slot of one token.
 *
 * @param line of configuration by which SunPKCS11 finds it
 * @param name what it is called in messages and towards whoever knows the PIN
 * @param contents what finds it among {@link Slots}
 */
record Slot(String line, String name, Predicate<SlotContents> contents) {

    private static final String CHOOSE = ". Choose one with slot(...), slotIndex(...) or tokenLabel(...)";

    static Slot ofIndex(int index) {
        return new Slot("slotListIndex = " + index + "\n", "slot with index " + index, slot -> slot.index() == index);
    }

    /** SunPKCS11 reads an int; there are libraries that number by larger ones. */
    static Slot ofId(long id, Path library) {
        String name = "slot " + id;
        if (id <= Integer.MAX_VALUE) {
            return new Slot("slot = " + id + "\n", name, slot -> slot.id() == id);
        }
        List<SlotContents> slots = listed(library);
        return slots.stream()
                .filter(slot -> slot.id() == id)
                .findFirst()
                .map(slot -> new Slot(ofIndex(slot.index()).line(), name, other -> other.id() == id))
                .orElseThrow(() -> new KsefSigningException(
                        "The library " + library + " has no " + name + ": " + Slots.named(slots)));
    }

    static Slot ofLabel(String label, Path library) {
        List<SlotContents> slots = listed(library);
        List<SlotContents> found = slots.stream()
                .filter(slot -> slot.hasToken() && slot.label().equals(label))
                .toList();
        if (found.isEmpty()) {
            throw new KsefSigningException(
                    "The library " + library + " knows no token '" + label + "': " + Slots.named(slots));
        }
        if (found.size() > 1) {
            throw new KsefSigningException("The label '" + label + "' is that of several tokens: " + Slots.named(found)
                    + ". Choose one with slot(...)");
        }
        return labelled(found.get(0));
    }

    static Slot ofTheOnlyToken(Path library) {
        List<SlotContents> tokens =
                listed(library).stream().filter(SlotContents::hasToken).toList();
        if (tokens.size() != 1) {
            throw new KsefSigningException("With the library " + library + " " + Slots.named(tokens) + CHOOSE);
        }
        return labelled(tokens.get(0));
    }

    private static Slot labelled(SlotContents token) {
        return new Slot(
                token.id() <= Integer.MAX_VALUE
                        ? "slot = " + token.id() + "\n"
                        : ofIndex(token.index()).line(),
                token.label(),
                slot -> slot.id() == token.id());
    }

    private static List<SlotContents> listed(Path library) {
        return Slots.of(library)
                .orElseThrow(() -> new KsefSigningException("The labels of the tokens of " + library
                        + " cannot be read here, since that takes another Java process: name the token with slot(...) or"
                        + " slotIndex(...)"));
    }
}
