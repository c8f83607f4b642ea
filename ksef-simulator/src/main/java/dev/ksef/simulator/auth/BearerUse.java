package dev.ksef.simulator.auth;

/** What a bearer token may be used for. */
public enum BearerUse {
    /** Asking for the status of a sign-in, and fetching its tokens once. */
    AUTHENTICATION("AuthenticationToken"),
    /** Calling the API. */
    ACCESS("ContextToken"),
    /** Fetching new access tokens. */
    REFRESH("RefreshToken");

    private final String claim;

    BearerUse(String claim) {
        this.claim = claim;
    }

    /** The name that the token itself has for its use. */
    String claim() {
        return claim;
    }
}
