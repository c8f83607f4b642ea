package dev.ksef.pdf.content;

import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;

/** What is known of an invoice's place in KSeF, and so which QR codes it has. */
public sealed interface Marking {

    /** Nothing is known: no mark and no code. */
    record None() implements Marking {}

    /**
     * An invoice in KSeF, or on its way there.
     *
     * @param link KOD I; its label is the KSeF number or {@code OFFLINE}
     */
    record Online(InvoiceVerificationLink link) implements Marking {}

    /**
     * An invoice that was issued offline.
     *
     * @param links KOD I and KOD II
     */
    record Offline(OfflineLinks links) implements Marking {}
}
