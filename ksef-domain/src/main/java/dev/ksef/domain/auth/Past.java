package dev.ksef.domain.auth;

import dev.ksef.model.auth.BearerToken;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened to the tokens of one context, as far as work that is under way must know it.
 *
 * @param bars how often a sign-in that was under way has lost its right to be kept
 * @param signOuts how often somebody began to sign out
 * @param storeIsOver whether what the store holds was forgotten or ended, though it may still be there
 * @param refused access tokens that KSeF has refused, the latest last
 */
record Past(int bars, int signOuts, boolean storeIsOver, List<BearerToken> refused) {

    static final Past NONE = new Past(0, 0, false, List.of());

    /** Later ones push out the earlier; a token that was refused that long ago is in no store and nobody's hands. */
    private static final int REMEMBERED = 16;

    Past {
        refused = List.copyOf(refused);
    }

    /** Other tokens came from outside: what was under way is not kept. */
    Past seeded() {
        return new Past(bars + 1, signOuts, false, refused);
    }

    /** All tokens were forgotten: what was under way is not kept, nor is what the store holds. */
    Past invalidated() {
        return new Past(bars + 1, signOuts, true, refused);
    }

    /** Somebody signs out: sign-ins that were under way are ended, too. */
    Past signingOut() {
        return new Past(bars + 1, signOuts + 1, storeIsOver, refused);
    }

    /** What the store holds is good for nothing. */
    Past storeOver() {
        return new Past(bars, signOuts, true, refused);
    }

    /** New tokens, which the store is about to hold. */
    Past renewed() {
        return new Past(bars, signOuts, false, refused);
    }

    /** One token more that KSeF has refused. */
    Past rejecting(BearerToken token) {
        List<BearerToken> others =
                refused.stream().filter(one -> !one.equals(token)).toList();
        return new Past(
                bars,
                signOuts,
                storeIsOver,
                Stream.concat(others.stream().skip(Math.max(0, others.size() - REMEMBERED + 1)), Stream.of(token))
                        .toList());
    }

    boolean rejected(BearerToken token) {
        return refused.contains(token);
    }

    @Override
    public String toString() {
        return bars + " bars, " + signOuts + " sign-outs";
    }
}
