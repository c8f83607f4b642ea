package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.LATER;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.BearerSource;
import dev.ksef.port.time.Deadline;
import java.util.ArrayList;
import java.util.List;

/** A source that yields token-0 until that is rejected, then token-1, and so on. */
final class RenewingSource implements BearerSource {

    private final List<String> rejected = new ArrayList<>();

    @Override
    public BearerToken bearer(Deadline deadline) {
        return new AccessToken("token-" + rejected.size(), LATER);
    }

    @Override
    public void rejected(BearerToken token) {
        rejected.add(token.reveal());
    }

    /** The tokens that were rejected, in order. */
    List<String> rejected() {
        return List.copyOf(rejected);
    }
}
