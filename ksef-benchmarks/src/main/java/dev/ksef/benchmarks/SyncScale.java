package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.feign.JsonInvoiceMetadataFormat;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.ArchiveStorage;
import dev.ksef.benchmarks.sample.ExportedArchive;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.export.Exports;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.sync.InvoiceSync;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncWay;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.store.MemorySyncStateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Does a synchronisation take twice as long for twice as many invoices, and how much does it keep in memory for each? KSeF is a
 * fake that computes its rows, so that all that stays in memory is the synchronisation's, and the records of its state, whose store
 * is in memory too. Half of the invoices are there in the first run, in windows of at most
 * 10 000 invoices each, and the others in the second; a fiftieth arrives late, behind others of the same minutes, above KSeF's
 * high-water mark.
 */
public final class SyncScale {

    private static final int ROUNDS = 15;
    private static final int RUNS = 2;
    private static final int LAG = 1_000;
    private static final int LATE = 50;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration CALL = Duration.ofMinutes(2);

    private final byte[] xml = "<Faktura/>".getBytes(StandardCharsets.UTF_8);
    private final JdkCryptoEngine crypto = new JdkCryptoEngine();
    private final Sha256 hash = crypto.sha256(xml);
    private final int invoices;
    private final MemorySyncStateStore states = new MemorySyncStateStore();
    private final BitSet taken = new BitSet();
    private Instant now = START;
    private int count;
    private long keptBytes;
    private long measuring;

    private SyncScale(int invoices) {
        this.invoices = invoices;
    }

    /** @param arguments how many invoices; 100 000 if it is missing */
    public static void main(String[] arguments) {
        Report report = Report.of(SyncScale.class, arguments);
        int invoices = report.arguments().isEmpty()
                ? 100_000
                : Integer.parseInt(report.arguments().get(0));
        new SyncScale(invoices).run();
        long half = Long.MAX_VALUE;
        long all = Long.MAX_VALUE;
        long kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            half = Math.min(half, new SyncScale(invoices / 2).run());
            var whole = new SyncScale(invoices);
            all = Math.min(all, whole.run());
            kept = whole.keptBytes / invoices;
        }
        report.row(
                "invoices",
                "processor time, best of " + ROUNDS,
                "to half as many",
                "target",
                "kept for each",
                "target");
        report.line("|---|---|---|---|---|---|");
        report.row(invoices / 2, half / 1_000_000 + " ms", "", "", "", "");
        report.row(
                invoices,
                all / 1_000_000 + " ms",
                String.format(Locale.ROOT, "%.2f", (double) all / half),
                "about 2.2",
                kept + " B",
                "at most 1 kB");
        report.finish();
    }

    /** Synchronises all in several runs; returns the processor time without that of measuring memory. */
    private long run() {
        var sync = sync();
        var options = SyncOptions.from(START)
                .subjects(SubjectType.BUYER)
                .way(SyncWay.QUERY)
                .remember(Duration.ofDays(100));
        long before = usedBytes();
        long begun = ProcessorTime.nanos();
        while (count < invoices) {
            now = now.plusSeconds(invoices / RUNS);
            sync.run(options, invoice -> take(index(invoice.ksefNumber()), before))
                    .chains()
                    .forEach(chain -> chain.failure().ifPresent(failure -> {
                        throw failure;
                    }));
        }
        return ProcessorTime.nanos() - begun - measuring;
    }

    private void take(int index, long before) {
        if (taken.get(index)) {
            throw new IllegalStateException("Invoice " + index + " came twice");
        }
        taken.set(index);
        if (++count == invoices) {
            long begun = ProcessorTime.nanos();
            keptBytes = usedBytes() - before;
            measuring = ProcessorTime.nanos() - begun;
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private InvoiceSync sync() {
        Nip nip = Nip.of("5265877635");
        var token =
                new AccessToken("benchmark", START.plus(Duration.ofDays(1000)).atOffset(ZoneOffset.UTC));
        CallScope scope = CallScope.of(nip, BearerSource.of(token), CALL);
        var transport = new RowsTransport();
        InstantSource clock = () -> now;
        var encryption = EncryptionService.builder(transport, crypto, clock, Time.system())
                .build();
        var exports = Exports.builder(
                        transport, scope, encryption, crypto, new ArchiveStorage(List.of()), clock, Time.system())
                .packages(List.of(), new JsonInvoiceMetadataFormat(new KsefListener() {}))
                .build();
        var invoicesOfContext = new Invoices(transport, scope, crypto, clock, Time.system(), new KsefListener() {});
        var limits = new RateLimits(transport, scope, new RecordingRateLimiter(Time.system()), "benchmark");
        return InvoiceSync.builder("benchmark", nip, clock, Time.system())
                .context(invoicesOfContext, exports, limits)
                .states(states)
                .build();
    }

    private static KsefNumber number(int index) {
        return new KsefNumber(
                "5265877635-20260302-%06X-%06X-00".formatted(index * 2654435761L >>> 8 & 0xFFFFFF, index));
    }

    private static int index(KsefNumber number) {
        return Integer.parseInt(number.value().substring(27, 33), 16);
    }

    private static Instant date(int index) {
        return START.plusSeconds(index);
    }

    /** The transport of the tests notes each call, which would be measured, too. */
    private final class RowsTransport implements Transport {

        private final InvoiceApi rows = new KsefWithRows();

        @Override
        public <A> A open(Class<A> api, CallScope scope) {
            return api.cast(rows);
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /** An invoice for each second. */
    private final class KsefWithRows implements InvoiceApi {

        @Override
        public InvoiceMetadataPage metadata(InvoiceQuery filters, PageRequest page) {
            int from = (int) Duration.between(START, filters.dateRange().from().toInstant())
                    .toSeconds();
            int end = Math.min(invoices, (int) Duration.between(START, now).toSeconds());
            int complete = end == invoices ? invoices : end - LAG;
            int shown = Math.min(end, Math.max(0, from) + 2 * PageRequest.MOST_INVOICES);
            int[] found = IntStream.range(Math.max(0, from), shown)
                    .filter(index -> index < complete || index % LATE != 0)
                    .toArray();
            int begin = Math.min(found.length, page.pageOffset() * page.pageSize());
            int last = Math.min(found.length, begin + page.pageSize());
            boolean truncated = last >= PageRequest.MOST_INVOICES && last < found.length;
            return new InvoiceMetadataPage(
                    last < found.length,
                    truncated,
                    date(complete).atOffset(ZoneOffset.UTC),
                    IntStream.range(begin, last).mapToObj(i -> row(found[i])).toList());
        }

        private InvoiceMetadata row(int index) {
            return ExportedArchive.row(index, number(index), date(index).atOffset(ZoneOffset.UTC), hash);
        }

        @Override
        public HashedDocument invoice(KsefNumber ksefNumber) {
            return HashedDocument.of(xml, hash);
        }

        @Override
        public ExportStarted startExport(StartExport request) {
            throw new UnsupportedOperationException("There are queries only");
        }

        @Override
        public ExportStatus exportStatus(ReferenceNumber export) {
            throw new UnsupportedOperationException("There are queries only");
        }
    }
}
