package dev.ksef;

import dev.ksef.domain.auth.SignIn;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.collective.CollectiveIdentifiers;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.export.Exports;
import dev.ksef.domain.export.RunningExports;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.session.Sessions;
import dev.ksef.domain.submission.Submissions;
import dev.ksef.domain.sync.InvoiceSync;
import dev.ksef.domain.testdata.ContextTestData;
import dev.ksef.domain.token.GivenTokens;
import dev.ksef.domain.token.KsefTokens;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.PollingIntervals;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that all views of a client share. It creates the use cases of each view.
 *
 * @param clock KSeF's clock
 * @param time the local clock; its waits end when the client is closed
 */
record ClientDependencies(
        KsefEnvironment environment,
        Transport transport,
        StorageTransfer storage,
        CryptoEngine crypto,
        EncryptionService encryption,
        SignIn signIn,
        RateLimiter limiter,
        PreFlight preFlight,
        @Nullable KeyStore keyStore,
        SubmissionJournal journal,
        Duration keepEnded,
        PackageArchiver archiver,
        List<PackageArchiver> readingArchivers,
        InvoiceMetadataFormat metadataFormat,
        RunningExports runningExports,
        GivenTokens givenTokens,
        SyncStateStore syncStates,
        PollingIntervals polling,
        InstantSource clock,
        Time time,
        KsefListener listener) {

    Sessions sessions(CallScope scope) {
        return Sessions.builder(environment, transport, scope, encryption, crypto, storage, clock, time)
                .listener(listener)
                .preFlight(preFlight)
                .keyStore(keyStore)
                .polling(polling)
                .build();
    }

    Invoices invoices(CallScope scope) {
        return new Invoices(transport, scope, crypto, clock, time, listener);
    }

    Certificates certificates(CallScope scope) {
        return new Certificates(transport, scope, signIn, clock, time, listener);
    }

    KsefTokens ksefTokens(CallScope scope) {
        return new KsefTokens(transport, scope, givenTokens, clock, time, listener);
    }

    CollectiveIdentifiers collectiveIdentifiers(CallScope scope) {
        return new CollectiveIdentifiers(transport, scope, clock, time, listener);
    }

    ContextTestData testData(CallScope scope) {
        return new ContextTestData(environment, transport, scope, rateLimits(scope));
    }

    Permissions permissions(CallScope scope) {
        return new Permissions(transport, scope, time, listener);
    }

    RateLimits rateLimits(CallScope scope) {
        return new RateLimits(transport, scope, limiter, environment.name());
    }

    Packages packages() {
        return new Packages(crypto, preFlight, archiver, clock, listener);
    }

    Submissions submissions(ContextIdentifier context, CallScope scope) {
        return Submissions.builder(environment.name(), context, clock, time)
                .journal(journal)
                .keepEnded(keepEnded)
                .context(sessions(scope), invoices(scope), rateLimits(scope))
                .preFlight(preFlight, () -> open(LimitApi.class, scope).context())
                .packages(archiver, crypto)
                .keyStore(keyStore)
                .listener(listener)
                .build();
    }

    Exports exports(CallScope scope) {
        return Exports.builder(transport, scope, encryption, crypto, storage, clock, time)
                .packages(readingArchivers, metadataFormat)
                .running(runningExports)
                .polling(polling)
                .listener(listener)
                .keyStore(keyStore)
                .build();
    }

    InvoiceSync invoiceSync(ContextIdentifier context, CallScope scope) {
        return InvoiceSync.builder(environment.name(), context, clock, time)
                .context(invoices(scope), exports(scope), rateLimits(scope))
                .states(syncStates)
                .listener(listener)
                .build();
    }

    <A> A open(Class<A> api, CallScope scope) {
        return transport.open(api, scope);
    }
}
