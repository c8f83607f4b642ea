package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;

/** For views that may only make calls without a bearer. */
final class NoBearer implements BearerSource {

    static final NoBearer INSTANCE = new NoBearer();

    private NoBearer() {}

    @Override
    public BearerToken bearer(Deadline deadline) {
        throw new IllegalStateException("This call needs a bearer, but it is made through a view without a context");
    }

    @Override
    public void rejected(BearerToken token) {
        throw new IllegalStateException("A view without a context has no token to reject");
    }

    @Override
    public String toString() {
        return "no bearer";
    }
}
