package dev.ksef.domain.session;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.PackageOptions;
import dev.ksef.domain.batch.Packages;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.api.BatchSessionApi;
import dev.ksef.port.archive.ArchiveEntry;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Batch sessions beside the sessions of {@link FakeKsef}: one link for each declared part. */
final class FakeBatch implements BatchSessionApi {

    static final int PART_BYTES = 100;

    final FakeKsef ksef = new FakeKsef();
    final List<OpenBatchSession> opened = new CopyOnWriteArrayList<>();
    Time time = ksef.time;
    StorageTransfer storage = ksef.storage;
    int linksLeftOut;

    FakeBatch() {
        ksef.transport.with(BatchSessionApi.class, this);
    }

    Sessions sessions() {
        var crypto = new Faked.Crypto();
        return Sessions.builder(
                        KsefEnvironment.TEST,
                        ksef.transport,
                        new CallScope(
                                null,
                                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                                ksef.timeout,
                                Deadline.NEVER),
                        EncryptionService.builder(ksef.transport, crypto, ksef.clock, ksef.time)
                                .build(),
                        crypto,
                        storage,
                        ksef.clock,
                        time)
                .listener(ksef.events)
                .build();
    }

    /** A package with so many parts; what is in them does not matter. */
    InvoicePackage invoices(Path folder, int parts, String... xml) {
        var packages = new Packages(
                new Faked.Crypto(), PreFlight.of(KsefEnvironment.TEST).off(), new Parts(parts), ksef.time, ksef.events);
        List<InvoiceSource> sources = List.of(xml.length == 0 ? new String[] {Invoices.FA_3} : xml).stream()
                .map(text -> InvoiceSource.of("a", text.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return packages.make(packages.plan(
                sources,
                PackageOptions.of(FormCode.FA_3).directory(folder).limits(new PackageLimits(10, 50, PART_BYTES))));
    }

    @Override
    public BatchSessionOpened open(OpenBatchSession request) {
        ReferenceNumber session;
        synchronized (this) {
            opened.add(request);
            session = FakeKsef.reference(opened.size());
            ksef.sessions.put(session, new FakeKsef.Kept());
        }
        ksef.onOpen.accept(session);
        List<PartUploadRequest> links = request.batchFile().fileParts().stream()
                .skip(linksLeftOut)
                .map(FakeBatch::link)
                .toList();
        return new BatchSessionOpened(session, links);
    }

    private static PartUploadRequest link(BatchFilePart part) {
        return new PartUploadRequest(
                part.ordinalNumber(),
                "PUT",
                SignedLink.of("https://storage.example/" + part.ordinalNumber() + "?sig=a"),
                Map.of());
    }

    @Override
    public void close(ReferenceNumber session) {
        ksef.close(session);
    }

    /** Writes as much as fills so many parts. */
    private record Parts(int count) implements PackageArchiver {

        @Override
        public CompressionType compressionType() {
            return CompressionType.ZIP;
        }

        @Override
        public void write(Iterator<ArchiveEntry> files, OutputStream into) {
            try {
                into.write(new byte[PART_BYTES * count]);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void read(InputStream archive, ArchiveLimits limits, EntryTaker taker) {
            throw new UnsupportedOperationException();
        }
    }
}
