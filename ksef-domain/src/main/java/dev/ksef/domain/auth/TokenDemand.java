package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;

/** Says which tokens of a context a call accepts. */
sealed interface TokenDemand {

    TokenDemand ANY = new Any();

    boolean accepts(HeldTokens held);

    /** Tells whether a sign-in may be made to satisfy it. */
    default boolean maySignIn() {
        return true;
    }

    /** Accepts any tokens. */
    record Any() implements TokenDemand {

        @Override
        public boolean accepts(HeldTokens held) {
            return true;
        }
    }

    /** Accepts tokens of a sign-in of this client that began later than the one with this ordinal. */
    record LaterThan(int ordinal) implements TokenDemand {

        @Override
        public boolean accepts(HeldTokens held) {
            return held.ordinal() > ordinal;
        }
    }

    /** Accepts tokens of one sign-in alone. */
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
