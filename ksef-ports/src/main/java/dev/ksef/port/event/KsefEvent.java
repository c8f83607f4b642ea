package dev.ksef.port.event;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefExportLostException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.invoice.SubjectType;
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
            @Nullable Instant serverDate)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onAttempt(this);
        }
    }

    /**
     * A call begins. {@link CallEnded} with the same correlation always follows on the same thread.
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
     * A call ended, including its waits and repetitions.
     *
     * @param operation method and path template
     * @param attempts the number of exchanges; 0 if the call was never sent
     */
    record CallEnded(String operation, CallCorrelation correlation, Outcome outcome, int attempts, Duration duration)
            implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onCallEnded(this);
        }

        /** The outcome of the call. */
        public enum Outcome {
            /** KSeF answered with success. */
            SUCCEEDED,
            /** KSeF refused it (4xx other than 429), or redirected it to a place that is not allowed. */
            REFUSED,
            /** KSeF's limits would have delayed it beyond its deadline. */
            RATE_LIMITED,
            /** KSeF or a gateway in front of it failed (5xx), or sent an unreadable answer. */
            SERVER_ERROR,
            /** There was no answer. The exception tells whether KSeF may have processed the call. */
            UNANSWERED,
            /** It was not sent, since too many earlier calls had failed. */
            CIRCUIT_OPEN,
            /** Its deadline passed, its thread was interrupted, or the transport was closed. */
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

        /** Why the call is repeated. */
        public enum Cause {
            /** KSeF answered with 429. */
            LIMITED,
            /** KSeF or a gateway in front of it cannot serve it at the moment (502, 503, 504). */
            UNAVAILABLE,
            /** It certainly did not reach KSeF. */
            NOT_SENT,
            /** The connection ended before there was an answer. */
            DROPPED,
            /** A signed link did not work, so the API is asked instead. */
            UNSERVED_LINK
        }
    }

    /**
     * The rate limits or a block hold a call back before it is sent.
     *
     * @param group whose quota it counts against
     * @param expected the expected wait, as estimated now
     * @param until when it is expected to end, by the wall clock
     */
    record HeldBack(
            String operation, CallCorrelation correlation, RateLimitGroup group, Duration expected, Instant until)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onHeldBack(this);
        }
    }

    /**
     * A call that was held back is sent, or its thread was interrupted.
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
     * KSeF answered with 429. Until the end of the block no call of the same quota is sent.
     *
     * @param retryAfter the wait that KSeF asked for; null if KSeF gave none that can be read
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

    /**
     * The ledger that counts the calls of several nodes together cannot be asked: from now on this node counts its own calls, and
     * divides the limits.
     *
     * @param nodes by how many
     * @param failure what is wrong with the ledger
     */
    record LimitsAlone(int nodes, String failure) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onLimitsAlone(this);
        }
    }

    /**
     * The ledger that counts the calls of several nodes together can be asked again.
     *
     * @param alone how long this node had to do without it
     */
    record LimitsShared(Duration alone) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onLimitsShared(this);
        }
    }

    /** The circuit breaker changed its state: too many calls failed, or trial calls showed that KSeF answers again. */
    record CircuitChanged(String environment, State state) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onCircuitChanged(this);
        }

        /** The state of the circuit breaker. */
        public enum State {
            /** Calls are sent. */
            CLOSED,
            /** Calls are not sent; they fail at once. */
            OPEN,
            /** A few trial calls are sent. */
            HALF_OPEN
        }
    }

    /**
     * Something that has many parts advanced: invoices were read and checked ({@code "Checking"}) or put into a package ({@code
     * "Package"}), one was sent in a session ({@code "Sending"}), a part of a package was uploaded ({@code "Upload"}) or fetched
     * ({@code "Download"}), or KSeF
     * reported its progress with a closed session ({@code "Session"}).
     *
     * @param what for example {@code "Session"}
     * @param referenceNumber of the session; null while there is none
     * @param done the number of finished parts, successful or failed
     * @param failed the number of failed parts
     * @param total the number of parts known so far; never below {@code done}, and as many while the whole is not known: where invoices
     *     come from what has no size, or are sent by hand
     * @param volume how many bytes that are; null where bytes tell nothing
     */
    record Progress(
            String what,
            @Nullable ReferenceNumber referenceNumber,
            long done,
            long failed,
            long total,
            @Nullable Volume volume)
            implements KsefEvent {

        /** Progress that is not counted in bytes. */
        public Progress(String what, @Nullable ReferenceNumber referenceNumber, long done, long failed, long total) {
            this(what, referenceNumber, done, failed, total, null);
        }

        @Override
        public void tell(KsefListener listener) {
            listener.onProgress(this);
        }

        /**
         * Progress in bytes.
         *
         * @param doneBytes so many are done, repetitions not counted
         * @param totalBytes so many are to be done
         * @param bytesPerSecond the mean rate so far; 0 while it is not known
         * @param rest how long the rest takes at that rate; null while that is not known
         */
        public record Volume(
                long doneBytes,
                long totalBytes,
                long bytesPerSecond,
                @Nullable Duration rest) {}
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

    /** A caller waits for KSeF to finish something. */
    record Waiting(String what, @Nullable ReferenceNumber referenceNumber, Duration delay) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onWaiting(this);
        }
    }

    /**
     * A request to open or close a session, to send an invoice, or to apply for a certificate got no answer. This tells what is
     * done about it.
     *
     * @param session the session; null for an opening, except in {@link Step#UNCLAIMED}, and for an application
     */
    record Reconciling(String what, @Nullable ReferenceNumber session, Step step) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onReconciling(this);
        }

        /** The steps, in the order in which they can follow. */
        public enum Step {
            /** KSeF is asked whether it processed the request. */
            LOOKING,
            /** KSeF had processed it: nothing is repeated. */
            FOUND,
            /**
             * This session is open and empty. It may be the one that the unanswered request opened. Nothing shows which key it
             * has, so it is neither used nor closed. It closes by itself and has no effect.
             */
            UNCLAIMED,
            /**
             * The question got no answer either. The request is repeated anyway, since a forgotten result of it has no effect.
             */
            BLIND,
            /** KSeF had not processed it: it is repeated. */
            REPEATED,
            /** Nothing could be found out, or the request cannot be repeated: the caller gets an exception. */
            GIVEN_UP
        }
    }

    /** A rolling session goes on in a new session. */
    record RolledOver(ReferenceNumber from, ReferenceNumber to, Reason reason) implements KsefEvent {

        @Override
        public void tell(KsefListener listener) {
            listener.onRolledOver(this);
        }

        /** Why the session was replaced. */
        public enum Reason {
            /** The session is full. */
            FULL,
            /** KSeF would soon have closed it by itself. */
            EXPIRING,
            /** KSeF accepted no more invoices in it. */
            REFUSED
        }
    }

    /**
     * An online session that is over could not be closed, in the thread of a sender, who got its ticket all the same. Closing the
     * rolling session, also once more, tries again; left alone KSeF closes it by itself.
     *
     * @param failure the kind of exception
     */
    record SessionLeftOpen(ReferenceNumber session, String failure) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onSessionLeftOpen(this);
        }
    }

    /**
     * An invoice that was sent as online was accepted as offline, since its date of issue is before the day of sending. Sent
     * each time its acceptance is read.
     */
    record MadeOffline(ReferenceNumber session, ReferenceNumber invoice, KsefNumber ksefNumber) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onMadeOffline(this);
        }
    }

    /** KSeF attached a warning to a successful answer ({@code X-System-Warning}). */
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

    /** KSeF sent a value that does not fit the field, such as a broken date. It was treated as absent. */
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
     * @param signIn the sign-in it comes from; null if unknown
     * @param refreshed whether it was refreshed, without a new sign-in
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
     * From now on another public key is used to encrypt for KSeF.
     *
     * @param before the key used so far; null if this is the first
     */
    record PublicKeyChosen(
            PublicKeyCertificate.Usage usage, @Nullable PublicKeyId before, PublicKeyId publicKeyId)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onPublicKeyChosen(this);
        }
    }

    /** The sign-in that tested a new certificate could not be closed. It expires by itself, or can be closed by its number. */
    record TrialSignInLeft(ReferenceNumber signIn) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onTrialSignInLeft(this);
        }
    }

    /**
     * The content key of a package could not be kept in the key store. Its submission goes on; if its upload is cut off, the
     * package is made anew.
     *
     * @param localId by which it would have been kept
     */
    record KeyNotKept(ReferenceNumber localId) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onKeyNotKept(this);
        }
    }

    /**
     * A part of an export was taken although KSeF had declared another hash or size for it, as the options of the export say.
     *
     * @param part its ordinal number
     * @param differences what differs, such as {@code the hash of the encrypted part}
     */
    record WrongHashAccepted(ReferenceNumber export, int part, String differences) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onWrongHashAccepted(this);
        }
    }

    /**
     * A synchronisation has handed out what lies below a new mark.
     *
     * @param subjectType which part the context has on the invoices
     * @param handedOut how many invoices its consumer took since the mark before
     * @param mark up to where all was handed out
     */
    record InvoicesSynchronized(ContextIdentifier context, SubjectType subjectType, long handedOut, Instant mark)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onInvoicesSynchronized(this);
        }
    }

    /** An export is started again, since the one before it is lost. */
    record ExportRepeated(ReferenceNumber lost, KsefExportLostException.Reason reason) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onExportRepeated(this);
        }
    }

    /**
     * The content key of a closed session could not be removed from the key store: remove it there.
     *
     * @param session its number, or the local id of its package
     */
    record KeyNotForgotten(ReferenceNumber session) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onKeyNotForgotten(this);
        }
    }

    /**
     * What the journal has of a submission cannot be read when the submissions are listed. It is left as it is, and not known
     * whose it is.
     *
     * @param failure where it is, and what to do
     */
    record SubmissionUnreadable(String failure) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onSubmissionUnreadable(this);
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
     * A public key stays in use although it should have been replaced, since no better one is available.
     *
     * @param failure the type of the exception, or what was missing in KSeF's answer
     */
    record PublicKeyKept(PublicKeyCertificate.Usage usage, PublicKeyId publicKeyId, String failure)
            implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onPublicKeyKept(this);
        }
    }

    /** An invoice is sent although the check found something unusual. */
    record InvoiceWarning(InvoiceFinding finding) implements KsefEvent {
        @Override
        public void tell(KsefListener listener) {
            listener.onInvoiceWarning(this);
        }
    }

    /**
     * Something went wrong with the tokens of a context. A failed sign-in is also thrown to its caller. The other problems
     * reach no caller or do no harm.
     *
     * @param failure the kind of exception
     * @param duration the length of the attempt; null if not measured
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
            /** The sign-in that one or more calls wait for; all of them fail. */
            SIGNING_IN,
            /** The refresh ahead of time; the old token stays in use, and the refresh is tried again after a pause. */
            REFRESHING_AHEAD,
            /** Reading the token store failed or took too long; it counts as empty. */
            FINDING,
            /**
             * Writing the token store failed, for example since its lease was lost, and is tried again at a later use
             * of the tokens, unless the store holds newer ones by then; or it took too long, and goes on.
             */
            SAVING,
            /** Removing from the token store, likewise. */
            REMOVING,
            /** Locking the token store against its other users failed or took too long; the work was done without the lock. */
            AGREEING,
            /** A {@link TokenListener} threw, and there was no caller to tell. */
            LISTENING
        }
    }
}
