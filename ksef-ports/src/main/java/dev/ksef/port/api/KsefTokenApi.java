package dev.ksef.port.api;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.GeneratedToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokensPage;
import dev.ksef.port.operation.BearerKind;
import dev.ksef.port.operation.HeaderParameter;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.PathParameter;
import dev.ksef.port.operation.QueryParameters;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.ReplayClass;
import org.jspecify.annotations.Nullable;

/** KSeF tokens of a context: secrets with which applications sign in until 31 December 2026. */
public interface KsefTokenApi {

    /**
     * Generates a token. Its secret is in this answer and in no other. Errors: 26001 a right that the caller does not have,
     * 26002 a context that is neither a NIP nor an internal identifier.
     */
    @Operation(
            value = "POST /tokens",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.ONCE,
            success = 202)
    GeneratedToken generate(GenerateToken request);

    /**
     * Requests one page of tokens, newest first. With CredentialsManage or CredentialsRead it lists all of the context, else
     * only those of the caller. Errors: 21418 wrong continuation token.
     */
    @Operation(
            value = "GET /tokens",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    TokensPage list(
            @QueryParameters TokenFilter filter,
            @HeaderParameter("x-continuation-token") @Nullable String continuationToken);

    /** Requests what KSeF tells of a token. */
    @Operation(
            value = "GET /tokens/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.SAFE,
            success = 200)
    TokenMetadata get(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);

    /** Revokes a token: with CredentialsManage any token of the context, else one of the caller. */
    @Operation(
            value = "DELETE /tokens/{referenceNumber}",
            bearer = BearerKind.ACCESS,
            limit = RateLimitGroup.OTHER,
            replay = ReplayClass.IDEMPOTENT,
            success = 204)
    void revoke(@PathParameter("referenceNumber") ReferenceNumber referenceNumber);
}
