package dev.ksef.adapter.redis;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The lease of an entry, wanted or held by one call of this store. Its holder has a name that no other lease has. */
final class Lease {

    private final TokenEntry entry;
    private final String holder = UUID.randomUUID().toString();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean taken;

    Lease(TokenEntry entry) {
        this.entry = entry;
    }

    TokenEntry entry() {
        return entry;
    }

    String holder() {
        return holder;
    }

    /** Returns what is completed when no call of this store wants or holds it any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Tells whether it was taken, and is not being given back. It may have been lost since. */
    boolean isTaken() {
        return taken;
    }

    void take() {
        taken = true;
    }

    void giveBack() {
        taken = false;
    }
}
