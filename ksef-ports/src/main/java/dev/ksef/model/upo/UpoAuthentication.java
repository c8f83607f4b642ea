package dev.ksef.model.upo;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * How the sender had signed in, as a UPO states it.
 *
 * @param context whom the sender acted for; null if it is of a kind that this version does not know
 * @param tokenReferenceNumber reference number of the KSeF token, if one was used
 * @param documentHash SHA-256 of the signed authentication document with its signature, if one was used
 */
public record UpoAuthentication(
        @Nullable ContextIdentifier context,
        @Nullable ReferenceNumber tokenReferenceNumber,
        @Nullable Sha256 documentHash) {}
