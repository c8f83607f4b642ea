package dev.ksef.simulator.auth;

/** What a bearer token is good for. */
public enum BearerUse {
    /** Asks how a sign-in stands, and fetches its tokens once. */
    AUTHENTICATION("AuthenticationToken"),
    /** Calls the API. */
    ACCESS("ContextToken"),
    /** Fetches new access tokens. */
    REFRESH("RefreshToken");

    private final String claim;

    BearerUse(String claim) {
        this.claim = claim;
    }

    /** The name that the token itself has for it. */
    String claim() {
        return claim;
    }
}
