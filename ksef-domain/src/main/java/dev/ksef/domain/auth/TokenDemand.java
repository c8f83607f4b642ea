package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;

/** Which tokens of a context will do for a call. */
sealed interface TokenDemand {

    TokenDemand ANY = new Any();

    boolean accepts(HeldTokens held);

    /** Whether a sign-in may be made to satisfy it. */
    default boolean maySignIn() {
        return true;
    }

    /** Whatever there is. */
    record Any() implements TokenDemand {

        @Override
        public boolean accepts(HeldTokens held) {
            return true;
        }
    }

    /** Tokens of a sign-in of this client that began later than the one with this ordinal. */
    record LaterThan(int ordinal) implements TokenDemand {

        @Override
        public boolean accepts(HeldTokens held) {
            return held.ordinal() > ordinal;
        }
    }

    /** Tokens of that sign-in and no other. */
    record Of(ReferenceNumber signIn) implements TokenDemand {

        @Override
        public boolean accepts(HeldTokens held) {
            return signIn.equals(held.signIn());
        }

        @Override
        public boolean maySignIn() {
            return false;
        }
    }
}
