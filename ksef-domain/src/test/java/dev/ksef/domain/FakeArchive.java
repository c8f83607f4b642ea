package dev.ksef.domain;

import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.export.Exports;
import dev.ksef.domain.export.RunningExports;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.model.export.ExportedPackageBuilder;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What KSeF holds for one taxpayer: found by queries, fetched one by one or by exports, without a network. */
public final class FakeArchive implements InvoiceApi, StorageTransfer {

    public static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    public final FakeTime clock;
    public final RecordedEvents events = new RecordedEvents();
    public final Nip context;
    public final RunningExports running = new RunningExports();

    /** All that it holds, in the order in which it shows it. */
    public final List<InvoiceMetadata> rows = new CopyOnWriteArrayList<>();

    public final Map<KsefNumber, byte[]> documents = new ConcurrentHashMap<>();
    public final List<InvoiceQuery> queries = new CopyOnWriteArrayList<>();
    public final List<KsefNumber> single = new CopyOnWriteArrayList<>();
    public final List<StartExport> started = new CopyOnWriteArrayList<>();
    public final List<ReferenceNumber> looks = new CopyOnWriteArrayList<>();

    /** Downloads of parts, each as its link and its offset. */
    public final List<String> downloads = new CopyOnWriteArrayList<>();

    public Time time;
    public int most = PageRequest.MOST_INVOICES;
    public int partBytes = 1 << 20;
    public @Nullable OffsetDateTime highWaterMark = NOW.atOffset(ZoneOffset.UTC);
    public @Nullable KeyStore keys;

    /** Called before a query, a download of one invoice, a start, a look at an export, and a download of a part. */
    public volatile Runnable onQuery = () -> {};

    public volatile UnaryOperator<InvoiceMetadataPage> shownPage = UnaryOperator.identity();
    public volatile Runnable onSingle = () -> {};
    public volatile Runnable onStart = () -> {};
    public volatile UnaryOperator<ExportStatus> onLook = UnaryOperator.identity();
    public volatile OnDownload onDownload = (link, into) -> {};
    public volatile UnaryOperator<ExportedPackage> described = UnaryOperator.identity();
    public volatile UnaryOperator<List<Map.Entry<String, byte[]>>> packed = UnaryOperator.identity();
    public volatile Function<String, @Nullable Sha256> storageHash = link -> null;

    private final Map<ReferenceNumber, ExportedPackage> packages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
    private final AesCrypto crypto = new AesCrypto();

    /** Called before a part is sent; it may send other bytes, or fail. */
    public interface OnDownload {
        void accept(String link, OutputStream into) throws IOException;
    }

    public FakeArchive() {
        this("5265877635", FakeTime.at(NOW));
    }

    public FakeArchive(String nip, FakeTime clock) {
        this.context = Nip.of(nip);
        this.clock = clock;
        this.time = clock;
    }

    /** The number of an invoice, with its checksum. */
    public static KsefNumber number(int number) {
        String checked = "5265877635-20261101-%012X".formatted(number);
        int crc = 0;
        for (byte each : checked.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= each & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1 ^ 0x07) & 0xFF;
            }
        }
        return KsefNumber.of(checked + "-%02X".formatted(crc));
    }

    /** Holds one invoice more, stored so many seconds after the first of October. */
    public InvoiceMetadata hold(int number, long second) {
        return hold(number, Instant.parse("2026-10-01T00:00:00Z").plusSeconds(second));
    }

    public InvoiceMetadata hold(int number, Instant stored) {
        byte[] xml = ("<Faktura>" + number + "</Faktura>").getBytes(StandardCharsets.UTF_8);
        OffsetDateTime date = stored.atOffset(ZoneOffset.UTC);
        InvoiceMetadata row = InvoiceMetadataBuilder.builder()
                .ksefNumber(number(number))
                .invoicingDate(date)
                .permanentStorageDate(date)
                .invoiceHash(crypto.sha256(xml))
                .thirdSubjects(List.of())
                .build();
        documents.put(row.ksefNumber(), xml);
        rows.add(row);
        return row;
    }

    public CallScope scope() {
        return new CallScope(
                context,
                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                Duration.ofMinutes(2),
                Deadline.NEVER);
    }

    public FakeTransport transport() {
        return new FakeTransport()
                .with(InvoiceApi.class, this)
                .with(
                        PublicKeyApi.class,
                        () -> List.of(Faked.key("2026-01-01T00:00:00Z", Usage.SYMMETRIC_KEY_ENCRYPTION)));
    }

    public Invoices invoices() {
        return new Invoices(transport(), scope(), crypto, clock, time, events);
    }

    public Exports exports() {
        return Exports.builder(
                        transport(),
                        scope(),
                        EncryptionService.builder(transport(), crypto, clock, time)
                                .build(),
                        crypto,
                        this,
                        clock,
                        time)
                .packages(List.of(new PlainArchiver()), new LineFormat())
                .running(running)
                .listener(events)
                .keyStore(keys)
                .build();
    }

    @Override
    public HashedDocument invoice(KsefNumber ksefNumber) {
        single.add(ksefNumber);
        onSingle.run();
        byte[] document = documents.get(ksefNumber);
        if (document == null) {
            throw Faked.error(400, 21164);
        }
        return HashedDocument.of(document, crypto.sha256(document));
    }

    private List<InvoiceMetadata> found(InvoiceQuery query) {
        InvoiceDateRange range = query.dateRange();
        boolean restricted = Boolean.TRUE.equals(range.restrictToPermanentStorageHwmDate());
        List<InvoiceMetadata> found = new ArrayList<>();
        for (InvoiceMetadata row : rows) {
            OffsetDateTime date =
                    range.dateType() == InvoiceDateType.INVOICING ? row.invoicingDate() : row.permanentStorageDate();
            boolean isIn = date != null
                    && !date.isBefore(range.from())
                    && (range.to() == null || !date.isAfter(range.to()))
                    && (!restricted || highWaterMark == null || !date.isAfter(highWaterMark));
            if (isIn) {
                found.add(row);
            }
        }
        return found;
    }

    @Override
    public InvoiceMetadataPage metadata(InvoiceQuery filters, PageRequest page) {
        queries.add(filters);
        onQuery.run();
        List<InvoiceMetadata> all = found(filters);
        List<InvoiceMetadata> shown = all.subList(0, Math.min(most, all.size()));
        int begin = Math.min(shown.size(), page.pageOffset() * page.pageSize());
        int end = Math.min(shown.size(), begin + page.pageSize());
        boolean truncated = all.size() > most && end == shown.size();
        return shownPage.apply(
                new InvoiceMetadataPage(end < all.size(), truncated, highWaterMark, shown.subList(begin, end)));
    }

    @Override
    public ExportStarted startExport(StartExport request) {
        started.add(request);
        onStart.run();
        var reference = new ReferenceNumber("EX-" + started.size());
        Base64.Decoder base64 = Base64.getDecoder();
        try (ContentKey key = ContentKey.of(
                base64.decode(request.encryption().encryptedSymmetricKey()),
                base64.decode(request.encryption().initializationVector()))) {
            packages.put(reference, described.apply(made(reference, request, key)));
        }
        return new ExportStarted(reference);
    }

    private ExportedPackage made(ReferenceNumber reference, StartExport request, ContentKey key) {
        List<InvoiceMetadata> all = found(request.filters());
        List<InvoiceMetadata> shown = all.subList(0, Math.min(most, all.size()));
        List<Map.Entry<String, byte[]>> files = new ArrayList<>();
        files.add(Map.entry("_metadata.json", LineFormat.of(shown)));
        if (!request.onlyMetadata()) {
            Set<KsefNumber> names = new HashSet<>();
            shown.stream()
                    .filter(row -> names.add(row.ksefNumber()))
                    .forEach(row -> files.add(Map.entry(row.ksefNumber() + ".xml", documents.get(row.ksefNumber()))));
        }
        OffsetDateTime last =
                shown.isEmpty() ? null : shown.get(shown.size() - 1).permanentStorageDate();
        boolean truncated = all.size() > most;
        return ExportedPackageBuilder.builder()
                .invoiceCount((long) shown.size())
                .isTruncated(truncated)
                .lastPermanentStorageDate(truncated ? last : null)
                .lastInvoicingDate(truncated ? shown.get(shown.size() - 1).invoicingDate() : null)
                .permanentStorageHwmDate(highWaterMark)
                .parts(shown.isEmpty() ? List.of() : cut(reference, PlainArchiver.of(packed.apply(files)), key))
                .build();
    }

    private List<ExportedPart> cut(ReferenceNumber reference, byte[] archive, ContentKey key) {
        List<ExportedPart> cut = new ArrayList<>();
        for (int begin = 0; begin < archive.length; begin += partBytes) {
            byte[] plain = Arrays.copyOfRange(archive, begin, Math.min(archive.length, begin + partBytes));
            byte[] encrypted = crypto.encrypt(plain, key);
            int number = cut.size() + 1;
            String link = "https://storage.example/" + reference + "/" + number;
            parts.put(link, encrypted);
            cut.add(new ExportedPart(
                    number,
                    reference + "-" + number,
                    "GET",
                    SignedLink.of(link),
                    (long) plain.length,
                    crypto.sha256(plain),
                    (long) encrypted.length,
                    crypto.sha256(encrypted),
                    null));
        }
        return cut;
    }

    /** Describes a package otherwise from now on. */
    public void describe(ReferenceNumber export, UnaryOperator<ExportedPackage> change) {
        packages.computeIfPresent(export, (key, before) -> change.apply(before));
    }

    /** The bytes behind a link. */
    public byte[] encrypted(String link) {
        return parts.get("https://storage.example/" + link).clone();
    }

    /** Exchanges the bytes behind a link. */
    public void exchange(String link, UnaryOperator<byte[]> change) {
        parts.computeIfPresent("https://storage.example/" + link, (key, before) -> change.apply(before.clone()));
    }

    public static ExportStatus status(int code, @Nullable ExportedPackage made) {
        return new ExportStatus(new StatusInfo(code, "d", List.of(), Map.of()), null, null, made);
    }

    @Override
    public ExportStatus exportStatus(ReferenceNumber export) {
        looks.add(export);
        ExportedPackage made = packages.get(export);
        if (made == null) {
            throw Faked.error(400, 21175);
        }
        return onLook.apply(status(200, made));
    }

    @Override
    public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
        String name = link.reveal().replace("https://storage.example/", "").replaceAll("\\?.*", "");
        downloads.add(name + "@" + offset);
        if (!parts.containsKey("https://storage.example/" + name)) {
            throw Faked.error(404, 0);
        }
        byte[] part;
        try {
            onDownload.accept(link.reveal().replace("https://storage.example/", ""), into);
            part = encrypted(name);
            into.write(part, (int) offset, part.length - (int) offset);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Downloaded(part.length, storageHash.apply(name));
    }

    @Override
    public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /** The numbers of these invoices. */
    public static List<KsefNumber> numbers(int... numbers) {
        return Arrays.stream(numbers).mapToObj(FakeArchive::number).toList();
    }

    /** The rows that it holds, by their number. */
    public Map<KsefNumber, InvoiceMetadata> held() {
        Map<KsefNumber, InvoiceMetadata> held = new LinkedHashMap<>();
        rows.forEach(row -> held.put(row.ksefNumber(), row));
        return held;
    }
}
