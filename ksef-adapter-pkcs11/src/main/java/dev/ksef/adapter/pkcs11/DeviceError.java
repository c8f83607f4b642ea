package dev.ksef.adapter.pkcs11;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the device said, out of an exception of the JDK. Its class for this is not accessible; its message begins with the
 * name of the return value.
 *
 * @param code such as {@code CKR_PIN_INCORRECT}; empty if the device said nothing
 */
record DeviceError(String code, String said) {

    private static final Pattern CODE = Pattern.compile("CKR_\\w+|0x[0-9a-fA-F]+");

    /**
     * The session is over: closed, timed out, logged out, or the device was pulled. A handle of a key is void after that,
     * too, and some devices say only this.
     */
    private static final Set<String> LOST = Set.of(
            "CKR_SESSION_HANDLE_INVALID",
            "CKR_SESSION_CLOSED",
            "CKR_USER_NOT_LOGGED_IN",
            "CKR_DEVICE_REMOVED",
            "CKR_DEVICE_ERROR",
            "CKR_TOKEN_NOT_PRESENT",
            "CKR_KEY_HANDLE_INVALID",
            "CKR_OBJECT_HANDLE_INVALID");

    private static final Set<String> UNSUPPORTED =
            Set.of("CKR_MECHANISM_INVALID", "CKR_MECHANISM_PARAM_INVALID", "CKR_FUNCTION_NOT_SUPPORTED");

    /** What the JDK says of a card that it saw go, without asking the device. */
    private static final String REMOVED = "Token has been removed";

    static DeviceError of(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        String message = String.valueOf(deepest.getMessage());
        Matcher code = CODE.matcher(message);
        return code.lookingAt() ? new DeviceError(code.group(), message) : new DeviceError("", message);
    }

    /** Whether another session may well do what this one could not. */
    boolean isLost() {
        return LOST.contains(code) || said.contains(REMOVED);
    }

    /** Whether the device cannot do this at all, so that another way may be tried. */
    boolean isUnsupported() {
        return UNSUPPORTED.contains(code);
    }

    boolean is(String... codes) {
        return Set.of(codes).contains(code);
    }

    /** For a message. What the JDK says of its own accord is the name of a file or of a function, nothing secret. */
    String summary() {
        return code.isEmpty() ? said : code;
    }
}
