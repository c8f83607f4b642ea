package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.LineFormat;
import dev.ksef.domain.export.InvoiceFolder;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.invoice.SubjectType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncConsumerTest {

    @TempDir
    private Path root;

    @Test
    void taxpayerOfEachKind_hasAFolder_whoseNameEverySystemAllows() {
        SyncConsumer consumer = SyncConsumer.intoEach(new InvoiceFolder(root, new LineFormat()));
        List<ContextIdentifier> taxpayers = List.of(
                Nip.of("5265877635"),
                new InternalId("5265877635-12345"),
                new PeppolId("PPL123456"),
                NipVatUe.of("5265877635-IE1+23456A"),
                NipVatUe.of("5265877635-IE1*23456A"));
        for (ContextIdentifier taxpayer : taxpayers) {
            consumer.take(new SyncedInvoice(
                    taxpayer,
                    SubjectType.BUYER,
                    FakeArchive.number(1),
                    InvoiceXml.received("<Faktura/>".getBytes(StandardCharsets.UTF_8)),
                    null,
                    false));
        }
        for (String name : List.of(
                "5265877635", "5265877635-12345", "PPL123456", "5265877635-IE1+23456A", "5265877635-IE1_23456A")) {
            assertThat(root.resolve(name).resolve(FakeArchive.number(1) + ".xml"))
                    .exists();
        }
    }
}
