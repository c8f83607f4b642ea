package dev.ksef.spring;

import dev.ksef.KsefClient;

/**
 * Changes the settings of the application's client before it is built. Beans of this type are called in their order, after the
 * properties and after the beans that replace parts of the client, so they have the last word.
 */
@FunctionalInterface
public interface KsefClientCustomizer {

    /** Changes the settings. It must not call {@link KsefClient.Builder#build()}. */
    void customize(KsefClient.Builder builder);
}
