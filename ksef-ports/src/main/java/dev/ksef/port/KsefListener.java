package dev.ksef.port;

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

    default void onRetry(KsefEvent.Retry event) {}

    default void onWaiting(KsefEvent.Waiting event) {}

    default void onReconciling(KsefEvent.Reconciling event) {}

    default void onRolledOver(KsefEvent.RolledOver event) {}

    default void onMadeOffline(KsefEvent.MadeOffline event) {}

    default void onSystemWarning(KsefEvent.SystemWarning event) {}

    default void onUnknownField(KsefEvent.UnknownField event) {}

    default void onUnknownValue(KsefEvent.UnknownValue event) {}

    default void onUnreadableValue(KsefEvent.UnreadableValue event) {}

    default void onTokenObtained(KsefEvent.TokenObtained event) {}

    default void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {}

    default void onTokenTrouble(KsefEvent.TokenTrouble event) {}

    default void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {}

    default void onInvoiceWarning(KsefEvent.InvoiceWarning event) {}

    /** Hands an event to the method for it. */
    default void on(KsefEvent event) {
        if (event instanceof KsefEvent.Attempt e) {
            onAttempt(e);
        } else if (event instanceof KsefEvent.Retry e) {
            onRetry(e);
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
        } else if (event instanceof KsefEvent.KeyNotForgotten e) {
            onKeyNotForgotten(e);
        } else if (event instanceof KsefEvent.TokenTrouble e) {
            onTokenTrouble(e);
        } else if (event instanceof KsefEvent.PublicKeyChosen e) {
            onPublicKeyChosen(e);
        } else if (event instanceof KsefEvent.InvoiceWarning e) {
            onInvoiceWarning(e);
        }
    }
}
