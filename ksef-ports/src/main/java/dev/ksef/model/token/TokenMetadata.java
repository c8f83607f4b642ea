package dev.ksef.model.token;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What KSeF tells of a KSeF token. It never tells the secret. Values other than the reference number may be absent, for example
 * if KSeF sent one that cannot be read.
 *
 * <p>Source: {@code TokenStatusResponse} and {@code QueryTokensResponseItem} of API 2.8.
 *
 * @param authorIdentifier who generated it
 * @param contextIdentifier the context that it was generated in, and opens
 * @param requestedPermissions its rights, as they were asked for. It loses those that its author loses
 * @param lastUseDate when somebody last signed in with it
 * @param statusDetails why it failed
 */
public record TokenMetadata(
        ReferenceNumber referenceNumber,
        @Nullable Author authorIdentifier,
        @Nullable Context contextIdentifier,
        @Nullable String description,
        List<OpenEnum<TokenPermission>> requestedPermissions,
        @Nullable OffsetDateTime dateCreated,
        @Nullable OffsetDateTime lastUseDate,
        @Nullable OpenEnum<TokenStatus> status,
        List<String> statusDetails) {

    public TokenMetadata {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        requestedPermissions = ReceivedCollections.list(requestedPermissions);
        statusDetails = ReceivedCollections.list(statusDetails);
    }

    /** Tells whether it has this status. */
    public boolean is(TokenStatus wanted) {
        return status != null && status.is(wanted);
    }

    /** Shows number, status and description, but not the author, who may be a person. */
    @Override
    public String toString() {
        return "TokenMetadata[" + referenceNumber + ", " + status + ", " + description + "]";
    }

    /**
     * The author of a token.
     *
     * @param value a NIP, a PESEL or the fingerprint of a certificate
     */
    public record Author(
            @Nullable OpenEnum<TokenAuthorType> type,
            @Nullable String value) {

        /** Shows the type alone: the value may be a person's number. */
        @Override
        public String toString() {
            return "Author[" + type + "]";
        }
    }

    /** The context of a token. */
    public record Context(
            @Nullable OpenEnum<ContextIdentifier.Type> type,
            @Nullable String value) {}
}
