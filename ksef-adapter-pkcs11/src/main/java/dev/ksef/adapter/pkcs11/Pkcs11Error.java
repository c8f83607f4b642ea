package dev.ksef.adapter.pkcs11;

import dev.ksef.model.internal.RootCause;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error that a device reported, read from an exception of the JDK. The JDK's own class for it is not accessible, but its
 * message begins with the name of the return value.
 *
 * @param code the return value, such as {@code CKR_PIN_INCORRECT}; empty if the device reported none
 * @param message of the exception
 */
record Pkcs11Error(String code, String message) {

    private static final Pattern CODE = Pattern.compile("CKR_\\w+|0x[0-9a-fA-F]+");

    private static final String NOT_LOGGED_IN = "CKR_USER_NOT_LOGGED_IN";

    /**
     * The session is over: closed, timed out, logged out, or the device was pulled. Key handles are invalid then, too, and
     * some devices report only that.
     */
    private static final Set<String> LOST = Set.of(
            "CKR_SESSION_HANDLE_INVALID",
            "CKR_SESSION_CLOSED",
            NOT_LOGGED_IN,
            "CKR_DEVICE_REMOVED",
            "CKR_DEVICE_ERROR",
            "CKR_TOKEN_NOT_PRESENT",
            "CKR_KEY_HANDLE_INVALID",
            "CKR_OBJECT_HANDLE_INVALID");

    private static final Set<String> UNSUPPORTED = Set.of(
            "CKR_MECHANISM_INVALID",
            "CKR_MECHANISM_PARAM_INVALID",
            "CKR_FUNCTION_NOT_SUPPORTED",
            "CKR_KEY_FUNCTION_NOT_PERMITTED",
            "CKR_KEY_TYPE_INCONSISTENT");

    /** The JDK's own message for a card that it saw removed. */
    private static final String REMOVED = "Token has been removed";

    static Pkcs11Error of(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        String message = deepest.getMessage() == null ? RootCause.told(failure) : deepest.getMessage();
        Matcher code = CODE.matcher(message);
        return code.lookingAt() ? new Pkcs11Error(code.group(), message) : new Pkcs11Error("", message);
    }

    /** Tells whether the session is lost, so that another session may succeed. */
    boolean isLost() {
        return LOST.contains(code) || message.contains(REMOVED);
    }

    /** Tells whether the device wants a login: it has lost ours, or the key wants one for each signature. */
    boolean isLoginWanted() {
        return code.equals(NOT_LOGGED_IN);
    }

    /** Tells whether the device does not support the mechanism, or not with this key, so that another may be tried. */
    boolean isUnsupported() {
        return UNSUPPORTED.contains(code);
    }

    boolean is(String... codes) {
        return Set.of(codes).contains(code);
    }

    /** Returns the code for a message. Messages of the JDK itself name files and functions, nothing secret. */
    String summary() {
        return code.isEmpty() ? message : code;
    }
}
