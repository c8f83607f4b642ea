package dev.ksef.simulator;

/** Whom a login acts for: the type as the API names it, and the value. */
record ContextIdentifier(String type, String value) {

    static ContextIdentifier nip(String nip) {
        return new ContextIdentifier("Nip", nip);
    }
}
