package dev.ksef.simulator;

/** What a bearer token is good for. */
enum BearerKind {
    /** Asks how a sign-in stands, and fetches its tokens once. */
    AUTHENTICATION("AuthenticationToken"),
    /** Calls the API. */
    ACCESS("ContextToken"),
    /** Fetches new access tokens. */
    REFRESH("RefreshToken");

    private final String claim;

    BearerKind(String claim) {
        this.claim = claim;
    }

    /** The name that the token itself has for it. */
    String claim() {
        return claim;
    }
}
