package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import java.time.Duration;

/**
 * What a session settles for each invoice that is sent in it.
 *
 * @param context whom the invoices are sent for
 * @param form the structure that they must have
 * @param processingDelay how long it takes until the verdict on one of them shows
 */
public record SubmissionTerms(
        String sessionReference, LoginContext context, InvoiceStructure form, Duration processingDelay) {}
