package dev.ksef.port.event;

/**
 * Receives the events of the SDK.
 *
 * <p><b>Threading:</b> called on the thread where the event happens, also by many threads at once. A listener must be fast,
 * take no lock that a caller may hold, and make no call of this SDK.
 *
 * <p><b>Failure:</b> exceptions of a listener are caught and counted. They change nothing for the caller.
 *
 * <p><b>Secrets:</b> events hold none.
 */
public interface KsefListener {

    default void onAttempt(KsefEvent.Attempt event) {}

    default void onCallBegan(KsefEvent.CallBegan event) {}

    default void onCallEnded(KsefEvent.CallEnded event) {}

    default void onRetry(KsefEvent.Retry event) {}

    default void onHeldBack(KsefEvent.HeldBack event) {}

    default void onLetGo(KsefEvent.LetGo event) {}

    default void onBlocked(KsefEvent.Blocked event) {}

    default void onLimitsAlone(KsefEvent.LimitsAlone event) {}

    default void onLimitsShared(KsefEvent.LimitsShared event) {}

    default void onCircuitChanged(KsefEvent.CircuitChanged event) {}

    default void onProgress(KsefEvent.Progress event) {}

    default void onWaiting(KsefEvent.Waiting event) {}

    default void onReconciling(KsefEvent.Reconciling event) {}

    default void onRolledOver(KsefEvent.RolledOver event) {}

    default void onSessionLeftOpen(KsefEvent.SessionLeftOpen event) {}

    default void onMadeOffline(KsefEvent.MadeOffline event) {}

    default void onSystemWarning(KsefEvent.SystemWarning event) {}

    default void onUnknownField(KsefEvent.UnknownField event) {}

    default void onUnknownValue(KsefEvent.UnknownValue event) {}

    default void onUnreadableValue(KsefEvent.UnreadableValue event) {}

    default void onTokenObtained(KsefEvent.TokenObtained event) {}

    default void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {}

    default void onTrialSignInLeft(KsefEvent.TrialSignInLeft event) {}

    default void onWrongHashAccepted(KsefEvent.WrongHashAccepted event) {}

    default void onExportRepeated(KsefEvent.ExportRepeated event) {}

    default void onInvoicesSynchronized(KsefEvent.InvoicesSynchronized event) {}

    default void onKeyNotKept(KsefEvent.KeyNotKept event) {}

    default void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {}

    default void onSubmissionUnreadable(KsefEvent.SubmissionUnreadable event) {}

    default void onPublicKeyRefused(KsefEvent.PublicKeyRefused event) {}

    default void onPublicKeyKept(KsefEvent.PublicKeyKept event) {}

    default void onInvoiceWarning(KsefEvent.InvoiceWarning event) {}

    default void onClockJumped(KsefEvent.ClockJumped event) {}

    default void onTokenTrouble(KsefEvent.TokenTrouble event) {}

    /** Receives every event, and hands it to the method named for it. */
    default void on(KsefEvent event) {
        event.tell(this);
    }
}
