package dev.ksef.spring;

import dev.ksef.domain.auth.Credentials;

/** One means to sign in, as it is configured. */
interface SignInMeans extends AutoCloseable {

    /** Returns the credentials as they are now: files are read anew, so that replaced ones are used. */
    Credentials load();

    /** Finds out early whether it works, where that costs little. */
    default void check() {
        load();
    }

    @Override
    default void close() {}
}
