package dev.ksef.domain.token;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
import dev.ksef.domain.internal.ErrorAdvice;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTokenLostException;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.GeneratedToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenPermission;
import dev.ksef.model.token.TokensPage;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.KsefTokenApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The KSeF tokens of a context: secrets with which applications sign in until 31 December 2026. They are generated after a
 * sign-in with a signature.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/tokeny-ksef.md">tokeny-ksef</a>; operations of {@link
 * KsefTokenApi}.
 */
public final class KsefTokens {

    /** KSeF lets the status of tokens be asked for 30 times in a minute. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final ErrorAdvice REFUSALS = new ErrorAdvice(
            Map.of(
                    TokenErrorCodes.RIGHT_NOT_HELD,
                    "a token has only rights that whoever generates it has: ask for fewer, or have the missing ones granted first",
                    TokenErrorCodes.OTHER_CONTEXT,
                    "tokens are generated in the context of a NIP or of an internal identifier alone: use a view of such a context"));

    private final BoundTransport transport;
    private final StatusPolling polling;
    private final GivenTokens given;
    private final LostTokens lost;
    private final InstantSource clock;
    private final Time time;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits for KSeF
     */
    public KsefTokens(Transport transport, CallScope scope, InstantSource clock, Time time, KsefListener listener) {
        this(transport, scope, new GivenTokens(), clock, time, listener);
    }

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param given the tokens of the whole client
     * @param clock KSeF's clock
     * @param time the local clock, by which it waits for KSeF
     */
    public KsefTokens(
            Transport transport,
            CallScope scope,
            GivenTokens given,
            InstantSource clock,
            Time time,
            KsefListener listener) {
        this.transport = new BoundTransport(transport, scope);
        this.polling = new StatusPolling(time, listener).at(FIRST_PAUSE, LONGEST_PAUSE);
        this.given = given;
        this.lost = new LostTokens(this.transport, given, polling, time, listener);
        this.clock = clock;
        this.time = time;
    }

    /**
     * Generates a token with these rights: {@link #generate(String, Collection)}.
     *
     * @throws KsefException as that
     */
    public NewKsefToken generate(String description, TokenPermission... permissions) {
        return generate(description, List.of(permissions));
    }

    /**
     * Generates a token once. Store its secret before anything else: KSeF shows it in one answer and never again. It can be
     * used once it is active, see {@link NewKsefToken#await}.
     *
     * @param description 5 to 256 characters; by it the token is found again
     * @param permissions at least one; they cannot be changed later, and the token loses those that its author loses
     * @throws IllegalArgumentException if there is no permission, or the description is too short or too long
     * @throws KsefApiException if KSeF refuses: 26001 a right that the caller does not have, 26002 a context that is neither a
     *     NIP nor an internal identifier
     * @throws KsefTokenLostException if the answer was lost, and the secret with it; it names the tokens that may be the lost
     *     one, for which KSeF is asked for ten seconds
     */
    public NewKsefToken generate(String description, Collection<TokenPermission> permissions) {
        GenerateToken request = GenerateToken.of(description, permissions);
        long begun = clock.millis();
        try {
            GeneratedToken generated = REFUSALS.explaining(() -> api().generate(request));
            given.add(generated.referenceNumber());
            return new NewKsefToken(this, generated.referenceNumber(), generated.token());
        } catch (KsefException failed) {
            if (!RequestOutcome.isUnknown(failed)) {
                throw failed;
            }
            throw lost.found(request, begun, failed);
        }
    }

    /**
     * Returns a token that was generated before, maybe by another process, to wait for it. Its secret is not known here: KSeF
     * showed it when it was generated, and does not show it again.
     */
    public NewKsefToken resume(ReferenceNumber token) {
        return new NewKsefToken(this, token, null);
    }

    /** Requests what KSeF tells of a token with one call. */
    public TokenMetadata get(ReferenceNumber token) {
        return api().get(token);
    }

    /**
     * Requests one page of tokens, newest first. Whoever has CredentialsManage or CredentialsRead sees all of the context;
     * others see the tokens that they generated, and after a sign-in with a token that token alone.
     *
     * @param continuationToken of the page before; null for the first
     * @throws KsefApiException with 21418 if the continuation token is wrong
     */
    public TokensPage list(TokenFilter filter, @Nullable String continuationToken) {
        return api().list(filter, continuationToken);
    }

    /** Returns tokens, newest first, fetched page by page as they are read. Who sees which: as {@link #list}. */
    public Stream<TokenMetadata> stream(TokenFilter filter) {
        KsefTokenApi api = api();
        return ContinuationPages.stream(next -> api.list(filter, next));
    }

    /**
     * Revokes a token. Nobody can sign in with it any more, and sign-ins with it are not refreshed. Access tokens that exist
     * stay valid until they expire, some minutes later. Whoever has CredentialsManage can revoke every token of the context.
     */
    public void revoke(ReferenceNumber token) {
        api().revoke(token);
    }

    /** Waits until a token is active. */
    TokenMetadata await(ReferenceNumber token, Duration patience) {
        Deadline deadline = Deadline.after(patience, time);
        KsefTokenApi api = transport.open(KsefTokenApi.class, deadline);
        return polling.await("KSeF token", token, deadline, () -> TokenStates.active(api.get(token)));
    }

    private KsefTokenApi api() {
        return transport.open(KsefTokenApi.class);
    }
}
