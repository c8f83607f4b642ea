package dev.ksef.port.event;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.store.TokenListener;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened inside the SDK, told to a {@link KsefListener}. No event holds a secret or the content of an
 * invoice.
 *
 * <p><b>Growth:</b> later versions add events, components of events and constants of their enums. The accessors are API, the
 * canonical constructors are not. A {@code switch} over events or their enums needs a {@code default}.
 */
public interface KsefEvent {

    /** Calls the method of the listener that is named for this event. */
    void tell(KsefListener listener);

    /**
     * One exchange with KSeF ended.
     *
     * @param operation method and path template; {@code GET (signed link)} for the storage, which is outside all limits
     * @param status HTTP status; 0 where there was no answer
     * @param failure why there was no answer: the kind of exception; null where there was one
     * @param serverDate KSeF's clock when it answered ({@code Date}), to the second; null where it is missing or unreadable, or
     *     came without TLS, in a page of a firewall or from a cache
     */
    record Attempt(
            String operation,
            CallCorrelation correlation,
            int status,
            Duration duration,
            @Nullable String failure,
            @Nullable Instant serverDate) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onAttempt(this);
        }
    }

    /**
     * A call begins. {@link CallEnded} with the same correlation follows on the same thread, whatever becomes of it.
     *
     * @param operation method and path template
     */
    record CallBegan(String operation, CallCorrelation correlation) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onCallBegan(this);
        }
    }

    /**
     * A call ended, its waits and repetitions included.
     *
     * @param operation method and path template
     * @param attempts how many exchanges it took; 0 where it never left
     */
    record CallEnded(String operation, CallCorrelation correlation, Outcome outcome, int attempts, Duration duration)
            implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onCallEnded(this);
        }

        /** What became of it. */
        public enum Outcome {
            /** It was answered as it should be. */
            SUCCEEDED,
            /** KSeF refused it (4xx other than 429), or redirected it to where it must not go. */
            REFUSED,
            /** Its deadline left no time for KSeF's limits. */
            RATE_LIMITED,
            /** KSeF, or something before it, failed (5xx), or answered what cannot be read. */
            SERVER_ERROR,
            /** There was no answer: whether it was processed the exception tells. */
            UNANSWERED,
            /** It did not leave, since too many calls before it had failed. */
            CIRCUIT_OPEN,
            /** Its deadline came, or its thread was interrupted, or the transport was closed. */
            GIVEN_UP
        }
    }

    /**
     * A call will be made again after a delay.
     *
     * @param reason the cause in words
     */
    record Retry(String operation, CallCorrelation correlation, int attempt, Duration delay, Cause cause, String reason)
            implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onRetry(this);
        }

        /** Why it is made again. */
        public enum Cause {
            /** KSeF answered with 429. */
            LIMITED,
            /** KSeF, or a gateway before it, cannot serve it for the time being (502, 503, 504). */
            UNAVAILABLE,
            /** It surely did not reach KSeF. */
            NOT_SENT,
            /** The connection ended before there was an answer. */
            DROPPED,
            /** A signed link did not serve: the API is asked instead. */
            UNSERVED_LINK
        }
    }

    /**
     * A call is held back by the limits, or by a block, before it leaves.
     *
     * @param group whose quota it counts against
     * @param expected how long, as it looks now
     */
    record HeldBack(String operation, CallCorrelation correlation, RateLimitGroup group, Duration expected)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onHeldBack(this);
        }
    }

    /**
     * A call that was held back leaves, or its thread was interrupted.
     *
     * @param group whose quota it counts against
     * @param waited how long it was held back
     */
    record LetGo(String operation, CallCorrelation correlation, RateLimitGroup group, Duration waited)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onLetGo(this);
        }
    }

    /**
     * KSeF answered with 429: until then no call of the same quota leaves.
     *
     * @param retryAfter as KSeF said; null where it said nothing readable
     */
    record Blocked(
            String operation,
            CallCorrelation correlation,
            @Nullable Duration retryAfter) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onBlocked(this);
        }
    }

    /** Whether calls leave changed, since too many failed, or since some were made again to see. */
    record CircuitChanged(String environment, State state) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onCircuitChanged(this);
        }

        /** Whether calls leave. */
        public enum State {
            /** They do. */
            CLOSED,
            /** They do not: they fail at once. */
            OPEN,
            /** Some do, to see. */
            HALF_OPEN
        }
    }

    /**
     * KSeF told how far it is with a session.
     *
     * @param what for example {@code "Session"}
     * @param done how many of its parts are finished, well or badly
     * @param failed how many of those badly
     * @param total how many there are, as far as is known; never below {@code done}
     */
    record Progress(String what, ReferenceNumber referenceNumber, long done, long failed, long total)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onProgress(this);
        }
    }

    /**
     * The wall clock of this machine jumped: somebody set it, or the machine slept. Deadlines and pauses are not moved by that.
     *
     * @param by how far it jumped; negative if it was set back
     */
    record ClockJumped(Duration by) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onClockJumped(this);
        }
    }

    /** Somebody waits for KSeF to finish something. */
    record Waiting(String what, @Nullable ReferenceNumber referenceNumber, Duration delay) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onWaiting(this);
        }
    }

    /**
     * An opening, a send, a close or an application for a certificate got no answer: what is done about it.
     *
     * @param session null where it is the opening, except in {@link Step#UNCLAIMED}, and of an application
     */
    record Reconciling(String what, @Nullable ReferenceNumber session, Step step) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onReconciling(this);
        }

        /** The steps, in the order in which they can follow. */
        public enum Step {
            /** KSeF is asked what became of it. */
            LOOKING,
            /** It had been processed: nothing is repeated. */
            FOUND,
            /**
             * This session, open and empty, may be the one that an unanswered opening made. Whose key it has cannot be seen,
             * so it is neither used nor closed: left alone it closes by itself and has no effect.
             */
            UNCLAIMED,
            /** Looking got no answer either, and what it is about has no effect unseen: it is made again all the same. */
            BLIND,
            /** It had not been processed: it is made again. */
            REPEATED,
            /** Neither could be learned, or it cannot be made again: the caller is told. */
            GIVEN_UP
        }
    }

    /** A rolling session goes on in a new session. */
    record RolledOver(ReferenceNumber from, ReferenceNumber to, Reason reason) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onRolledOver(this);
        }

        /** Why. */
        public enum Reason {
            /** As many invoices were sent to it as it takes. */
            FULL,
            /** KSeF would soon close it by itself. */
            EXPIRING,
            /** KSeF took no more into it. */
            REFUSED
        }
    }

    /**
     * An invoice that was sent as online was accepted as offline, since its date of issue is before the day of sending. Told
     * each time its acceptance is seen.
     */
    record MadeOffline(ReferenceNumber session, ReferenceNumber invoice, KsefNumber ksefNumber) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onMadeOffline(this);
        }
    }

    /** KSeF attached a warning to a good answer ({@code X-System-Warning}). */
    record SystemWarning(String operation, CallCorrelation correlation, String code, String message)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onSystemWarning(this);
        }
    }

    /** KSeF sent a field that this version does not know; it was left out. */
    record UnknownField(String operation, CallCorrelation correlation, String path) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onUnknownField(this);
        }
    }

    /** KSeF sent an enum value that this version does not know; it was kept as text. */
    record UnknownValue(String operation, CallCorrelation correlation, String type, String value) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onUnknownValue(this);
        }
    }

    /** KSeF sent something that is not what the field holds, such as a broken date; it was taken as absent. */
    record UnreadableValue(String operation, CallCorrelation correlation, String path, String expected)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onUnreadableValue(this);
        }
    }

    /**
     * A context has a new access token.
     *
     * @param signIn the sign-in it comes from; null where that is not known
     * @param refreshed whether it came by refreshing, without a new sign-in
     * @param duration how long it took
     */
    record TokenObtained(
            ContextIdentifier context, @Nullable ReferenceNumber signIn, boolean refreshed, Duration duration)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onTokenObtained(this);
        }
    }

    /**
     * Another public key than before is used from now on to encrypt for KSeF.
     *
     * @param before the key that was used so far; null where this is the first
     */
    record PublicKeyChosen(
            PublicKeyCertificate.Usage usage, @Nullable PublicKeyId before, PublicKeyId publicKeyId)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onPublicKeyChosen(this);
        }
    }

    /** The sign-in that proved a new certificate could not be ended: it ends by itself, or by its number. */
    record TrialSignInLeft(ReferenceNumber signIn) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onTrialSignInLeft(this);
        }
    }

    /** The content key of a closed session could not be removed from the key store: remove it there. */
    record KeyNotForgotten(ReferenceNumber session) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onKeyNotForgotten(this);
        }
    }

    /**
     * A certificate that KSeF publishes cannot be used.
     *
     * @param publicKeyId as published; null where it is missing
     */
    record PublicKeyRefused(@Nullable PublicKeyId publicKeyId, String reason) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onPublicKeyRefused(this);
        }
    }

    /**
     * A public key goes on being used although it was to be replaced, since nothing better can be had.
     *
     * @param failure the kind of exception, or what KSeF's answer lacked
     */
    record PublicKeyKept(PublicKeyCertificate.Usage usage, PublicKeyId publicKeyId, String failure)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onPublicKeyKept(this);
        }
    }

    /** An invoice leaves although something about it is odd. */
    record InvoiceWarning(InvoiceFinding finding) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onInvoiceWarning(this);
        }
    }

    /**
     * Something about the tokens of a context went wrong. Of a sign-in its caller is told, too; of the rest nobody is, or
     * nobody is harmed.
     *
     * @param failure the kind of exception
     * @param duration how long it had been tried; null where that is not measured
     */
    record TokenTrouble(
            ContextIdentifier context,
            Step step,
            String failure,
            @Nullable Duration duration) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onTokenTrouble(this);
        }

        /** What went wrong. */
        public enum Step {
            /** Signing in for a call that waits for it, or for many: each of them fails. */
            SIGNING_IN,
            /** Refreshing ahead of time: the old token goes on being used, and it is tried again after a pause. */
            REFRESHING_AHEAD,
            /** Reading the token store: as if nothing were kept. */
            FINDING,
            /** Writing the token store: the tokens are in memory only. */
            SAVING,
            /** Removing from the token store. */
            REMOVING,
            /** Agreeing with others who share the token store: done without. */
            AGREEING,
            /** A {@link TokenListener}, where there was no caller to tell. */
            LISTENING
        }
    }
}
