package dev.ksef.port.event;

/**
 * Is told what happens inside.
 *
 * <p><b>Threading:</b> called on the thread where it happens, from many at once; it must be fast, take no lock that a
 * caller may hold, and make no call of this SDK.
 *
 * <p><b>Failure:</b> whatever it throws is contained and counted, and changes nothing for the caller.
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

    default void onCircuitChanged(KsefEvent.CircuitChanged event) {}

    default void onProgress(KsefEvent.Progress event) {}

    default void onWaiting(KsefEvent.Waiting event) {}

    default void onReconciling(KsefEvent.Reconciling event) {}

    default void onRolledOver(KsefEvent.RolledOver event) {}

    default void onMadeOffline(KsefEvent.MadeOffline event) {}

    default void onSystemWarning(KsefEvent.SystemWarning event) {}

    default void onUnknownField(KsefEvent.UnknownField event) {}

    default void onUnknownValue(KsefEvent.UnknownValue event) {}

    default void onUnreadableValue(KsefEvent.UnreadableValue event) {}

    default void onTokenObtained(KsefEvent.TokenObtained event) {}

    default void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {}

    default void onTrialSignInLeft(KsefEvent.TrialSignInLeft event) {}

    default void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {}

    default void onPublicKeyRefused(KsefEvent.PublicKeyRefused event) {}

    default void onPublicKeyKept(KsefEvent.PublicKeyKept event) {}

    default void onInvoiceWarning(KsefEvent.InvoiceWarning event) {}

    default void onTokenTrouble(KsefEvent.TokenTrouble event) {}

    /** Hands an event to the method for it: a few comparisons, those for what happens most often first. */
    default void on(KsefEvent event) {
        if (event instanceof KsefEvent.Attempt e) {
            onAttempt(e);
        } else if (event instanceof KsefEvent.CallBegan e) {
            onCallBegan(e);
        } else if (event instanceof KsefEvent.CallEnded e) {
            onCallEnded(e);
        } else if (event instanceof KsefEvent.Retry e) {
            onRetry(e);
        } else if (event instanceof KsefEvent.HeldBack e) {
            onHeldBack(e);
        } else if (event instanceof KsefEvent.LetGo e) {
            onLetGo(e);
        } else if (event instanceof KsefEvent.Blocked e) {
            onBlocked(e);
        } else if (event instanceof KsefEvent.CircuitChanged e) {
            onCircuitChanged(e);
        } else if (event instanceof KsefEvent.Progress e) {
            onProgress(e);
        } else if (event instanceof KsefEvent.Waiting e) {
            onWaiting(e);
        } else if (event instanceof KsefEvent.Reconciling e) {
            onReconciling(e);
        } else if (event instanceof KsefEvent.RolledOver e) {
            onRolledOver(e);
        } else if (event instanceof KsefEvent.MadeOffline e) {
            onMadeOffline(e);
        } else if (event instanceof KsefEvent.SystemWarning e) {
            onSystemWarning(e);
        } else if (event instanceof KsefEvent.UnknownField e) {
            onUnknownField(e);
        } else if (event instanceof KsefEvent.UnknownValue e) {
            onUnknownValue(e);
        } else if (event instanceof KsefEvent.UnreadableValue e) {
            onUnreadableValue(e);
        } else if (event instanceof KsefEvent.TokenObtained e) {
            onTokenObtained(e);
        } else if (event instanceof KsefEvent.PublicKeyChosen e) {
            onPublicKeyChosen(e);
        } else if (event instanceof KsefEvent.TrialSignInLeft e) {
            onTrialSignInLeft(e);
        } else if (event instanceof KsefEvent.KeyNotForgotten e) {
            onKeyNotForgotten(e);
        } else if (event instanceof KsefEvent.PublicKeyRefused e) {
            onPublicKeyRefused(e);
        } else if (event instanceof KsefEvent.PublicKeyKept e) {
            onPublicKeyKept(e);
        } else if (event instanceof KsefEvent.InvoiceWarning e) {
            onInvoiceWarning(e);
        } else if (event instanceof KsefEvent.TokenTrouble e) {
            onTokenTrouble(e);
        }
    }
}
