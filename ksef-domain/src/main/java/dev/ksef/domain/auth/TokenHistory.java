package dev.ksef.domain.auth;

import dev.ksef.model.auth.BearerToken;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened to the tokens of one context, as far as work that is under way must know it.
 *
 * @param bars how often something happened after which the tokens of a sign-in under way are not kept
 * @param signOuts how often somebody began to sign out
 * @param storeIsOver whether what the store holds was forgotten or ended, though it may still be there
 * @param refused access tokens that KSeF has refused, the latest last
 */
record TokenHistory(int bars, int signOuts, boolean storeIsOver, List<BearerToken> refused) {

    static final TokenHistory NONE = new TokenHistory(0, 0, false, List.of());

    /** How many refused tokens are remembered. One that was refused longer ago is in no store, and nobody uses it. */
    private static final int REMEMBERED = 16;

    TokenHistory {
        refused = List.copyOf(refused);
    }

    /** Other tokens came from outside: those of a sign-in under way are not kept. */
    TokenHistory seeded() {
        return new TokenHistory(bars + 1, signOuts, false, refused);
    }

    /**
     * Returns the history after all tokens were forgotten: neither those of a sign-in under way nor those in the store are
     * used.
     */
    TokenHistory invalidated() {
        return new TokenHistory(bars + 1, signOuts, true, refused);
    }

    /** Somebody signs out: sign-ins that were under way are ended, too. */
    TokenHistory signingOut() {
        return new TokenHistory(bars + 1, signOuts + 1, storeIsOver, refused);
    }

    /** Returns the history after the tokens in the store became useless. */
    TokenHistory storeOver() {
        return new TokenHistory(bars, signOuts, true, refused);
    }

    /** New tokens, which the store is about to hold. */
    TokenHistory renewed() {
        return new TokenHistory(bars, signOuts, false, refused);
    }

    /** One token more that KSeF has refused. */
    TokenHistory rejecting(BearerToken token) {
        List<BearerToken> others =
                refused.stream().filter(one -> !one.equals(token)).toList();
        return new TokenHistory(
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
