package dev.ksef.spring;

import dev.ksef.model.invoice.SubjectType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the application's configuration says below {@code ksef}. {@link PropertyCheck} checks it once it is bound: what a
 * constructor here throws would be told together with the value that was bound last, which may be a secret.
 */
@ConfigurationProperties("ksef")
record KsefProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable EnvironmentName environment,
        @DefaultValue Custom custom,
        @Nullable CredentialsProperties credentials,
        @DefaultValue List<ContextProperties> contexts,
        @DefaultValue("2m") Duration timeout,
        @DefaultValue Http http,
        @DefaultValue Limits limits,
        @DefaultValue Polling polling,
        @DefaultValue Health health,
        @DefaultValue Metering metering,
        @DefaultValue StoresProperties stores,
        @DefaultValue Redis redis,
        @DefaultValue SyncProperties sync,
        @DefaultValue SubmissionsProperties submissions) {

    /** The addresses of an environment that is none of the Ministry's. */
    record Custom(
            @DefaultValue("custom") String name,
            @Nullable String apiBase,
            @Nullable String qrBase) {}

    /** The HTTP transport. */
    record Http(
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("60s") Duration readTimeout,
            @DefaultValue("4") int attempts,
            @DefaultValue List<String> storageHosts,
            @Nullable String sslBundle) {}

    /**
     * Whether calls are held back so that they keep within KSeF's limits, and who counts them.
     *
     * @param nodes by how many nodes the limits are divided while Redis does not tell how many there are
     */
    record Limits(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("memory") CountingPlace counting,
            @DefaultValue("1") int nodes) {}

    /** Where calls are counted. */
    enum CountingPlace {
        /** In the client, for itself alone. */
        MEMORY,
        /** In Redis, for all nodes. */
        REDIS
    }

    /**
     * The Redis of tokens and of the counting of calls.
     *
     * @param uri may hold a password; without it the Redis of the application is taken
     * @param timeout of a command
     * @param evictionAllowed whether one is accepted that drops keys when its memory is full
     */
    record Redis(
            @Nullable Secret uri,
            @DefaultValue("ksef:") String keyPrefix,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("false") boolean evictionAllowed) {}

    /** How often the client asks what became of an invoice or a session. */
    record Polling(
            @DefaultValue("200ms") Duration first,
            @DefaultValue("5s") Duration longest) {}

    /**
     * What Actuator shows as health.
     *
     * @param askEvery null to make no call
     */
    record Health(
            @DefaultValue("5m") Duration validFor, @Nullable Duration askEvery) {}

    /** Which of Micrometer's registries are told. */
    record Metering(
            @DefaultValue("true") boolean meters,
            @DefaultValue("true") boolean observations) {}

    /** The values of {@code ksef.environment}. */
    enum EnvironmentName {
        TEST,
        DEMO,
        PRODUCTION,
        /** Another one, such as a simulator: by the addresses below {@code ksef.custom}. */
        CUSTOM
    }

    /**
     * A context that the application acts for, named by one of four identifiers.
     *
     * @param credentials its own; without any it has those of {@code ksef.credentials}
     */
    record ContextProperties(
            @Nullable String nip,
            @Nullable String internalId,
            @Nullable String nipVatUe,
            @Nullable String peppolId,
            @Nullable CredentialsProperties credentials) {}

    /**
     * The synchronisation that runs while the application does.
     *
     * @param from the first day
     * @param subjects the parts that the taxpayers have on invoices; all if it is empty
     * @param folder where invoices are stored, if no bean takes them
     */
    record SyncProperties(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("15m") Duration interval,
            @Nullable LocalDate from,
            @DefaultValue List<SubjectType> subjects,
            @DefaultValue("2h") Duration patience,
            @Nullable String folder) {}

    /**
     * What becomes of submissions that an earlier run of the application left.
     *
     * @param reconcile whether KSeF is asked about them when the application has started
     * @param every and after which time again; null for once
     * @param patience for each submission
     * @param keepEnded how long those that have ended stay in the journal
     */
    record SubmissionsProperties(
            @DefaultValue("false") boolean reconcile,
            @Nullable Duration every,
            @DefaultValue("10m") Duration patience,
            @DefaultValue("90d") Duration keepEnded) {}
}
