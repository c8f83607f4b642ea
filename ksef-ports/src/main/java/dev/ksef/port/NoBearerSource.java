package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.time.Deadline;

/** The source of views that may only make calls without a bearer. */
final class NoBearerSource implements BearerSource {

    static final NoBearerSource INSTANCE = new NoBearerSource();

    private NoBearerSource() {}

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
