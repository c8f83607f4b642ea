package dev.ksef.simulator.wire;

/** Writes the errors of the storage. They are XML, not JSON. */
public final class StorageReplies {

    /** What every address of the storage begins with. */
    public static final String ROOT = "/storage/";

    private StorageReplies() {}

    /** An error with a code of the storage and an English sentence. */
    public static HttpReply error(int status, String code, String message) {
        return HttpReply.xml(
                        status,
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                                + "</Message></Error>")
                .with("x-ms-error-code", code);
    }

    /** The error of a link that is forged, or over. */
    public static HttpReply forbidden() {
        return error(403, "AuthenticationFailed", "The signature is wrong or has expired.");
    }

    static boolean concerns(HttpRequest request) {
        return request.path().startsWith(ROOT);
    }
}
