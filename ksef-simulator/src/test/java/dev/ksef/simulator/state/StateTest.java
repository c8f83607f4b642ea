package dev.ksef.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives a simulator in its folder, and what becomes of a saved state that is not what it should be. */
class StateTest {

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");
    private final SpecificationObserver specification = new SpecificationObserver();
    private final Random random = new Random(1);

    @TempDir
    private Path folder;

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    private KsefSimulator start() {
        return KsefSimulator.builder()
                .clock(clock)
                .observer(specification)
                .state(folder)
                .start();
    }

    private static TaxpayerClient taxpayer(KsefSimulator simulator) {
        return new TaxpayerClient(new RawClient(simulator.baseUri()), simulator.nip(), simulator.token()).signedIn();
    }

    private Path file() {
        return folder.resolve("state.zip");
    }

    @Test
    void nextRun_knowsTaxpayersInvoicesAndSessionsWithTheirUpo() {
        String token;
        String xml;
        JsonNode invoice;
        String reference;
        byte[] upo;
        JsonNode status;
        JsonNode rejected;
        ClientSession.Key key;
        try (KsefSimulator first = start()) {
            TaxpayerClient taxpayer = taxpayer(first);
            token = first.token();
            ClientSession session = taxpayer.open();
            key = session.key();
            reference = session.referenceNumber();
            xml = TestInvoice.of(taxpayer).xml();
            invoice = session.sendAndLook(xml);
            rejected = session.sendAndLook(xml);
            session.close();
            status = session.status();
            upo = session.get("/upo/" + upoReference(status)).body();
        }
        try (KsefSimulator next = start()) {
            TaxpayerClient taxpayer = taxpayer(next);
            String number = invoice.path("ksefNumber").stringValue();
            ClientSession session = new ClientSession(taxpayer, key, reference);

            assertThat(next.token()).isEqualTo(token);
            assertThat(taxpayer.client()
                            .get("/invoices/ksef/" + number, taxpayer.access())
                            .text())
                    .isEqualTo(xml);
            assertThat(shown(session.look(invoice.path("referenceNumber").stringValue())))
                    .as("what was accepted")
                    .isEqualTo(shown(invoice));
            assertThat(shown(session.look(rejected.path("referenceNumber").stringValue())))
                    .as("what was rejected")
                    .isEqualTo(shown(rejected));
            assertThat(upoReference(session.status())).isEqualTo(upoReference(status));
            assertThat(session.get("/upo/" + upoReference(status)).body()).isEqualTo(upo);
            Answer ofInvoice = session.get("/invoices/ksef/" + number + "/upo");
            assertThat(SignedUpo.read(ofInvoice.body()).valid(next.upoCertificate()))
                    .as("signed by the same key")
                    .isTrue();
            JsonNode again = taxpayer.open().sendAndLook(xml).path("status");
            assertThat(again.path("code").intValue()).as("a duplicate").isEqualTo(440);
            assertThat(again.path("extensions")
                            .path("originalSessionReferenceNumber")
                            .stringValue())
                    .isEqualTo(reference);
        }
    }

    private static String upoReference(JsonNode status) {
        return status.path("upo").path("pages").path(0).path("referenceNumber").stringValue();
    }

    /** All of it but the signed link, which is another each time. */
    private static JsonNode shown(JsonNode invoice) {
        ObjectNode shown = (ObjectNode) invoice.deepCopy();
        return shown.remove(List.of("upoDownloadUrl", "upoDownloadUrlExpirationDate"));
    }

    @Test
    void nextRun_knowsCertificatesRightsConsentsAndLimits() {
        KeyPair keys = ClientKeys.p256();
        IssuedCertificate good;
        IssuedCertificate revoked;
        X509Certificate root;
        try (KsefSimulator first = start()) {
            good = first.certificates().issueForOffline(keys.getPublic(), "Firma", first.nip());
            revoked = first.certificates().issueForOffline(keys.getPublic(), "Firma", first.nip());
            first.certificates().revoke(revoked.serialNumber());
            root = first.certificates().root();
            first.allowAttachments(first.nip());
            TaxpayerClient taxpayer = taxpayer(first);
            taxpayer.client().post("/testdata/rate-limits/production", taxpayer.access());
        }
        try (KsefSimulator next = start()) {
            TaxpayerClient taxpayer = taxpayer(next);

            assertThat(next.certificates().root()).isEqualTo(root);
            assertThat(certificateStatus(taxpayer, good)).isEqualTo("Active");
            assertThat(certificateStatus(taxpayer, revoked)).isEqualTo("Revoked");
            assertThat(next.certificates()
                            .issueForOffline(keys.getPublic(), "Firma", next.nip())
                            .certificate()
                            .getIssuerX500Principal())
                    .as("the same authority")
                    .isEqualTo(good.certificate().getIssuerX500Principal());
            assertThat(taxpayer.client()
                            .get("/permissions/attachments/status", taxpayer.access())
                            .json()
                            .path("isAttachmentAllowed")
                            .booleanValue())
                    .isTrue();
            assertThat(taxpayer.client()
                            .get("/rate-limits", taxpayer.access())
                            .json()
                            .path("invoiceSend")
                            .path("perHour")
                            .intValue())
                    .isEqualTo(180);
        }
    }

    private static String certificateStatus(TaxpayerClient taxpayer, IssuedCertificate certificate) {
        return taxpayer.client()
                .post("/certificates/query", taxpayer.access(), RawClient.JSON.createObjectNode())
                .json()
                .path("certificates")
                .valueStream()
                .filter(one -> one.path("certificateSerialNumber").stringValue().equals(certificate.serialNumber()))
                .map(one -> one.path("status").stringValue())
                .findFirst()
                .orElse("missing");
    }

    @Test
    void generatedInvoices_goOnWithOtherNumbers_andTheirDatesStay() {
        Instant time = Instant.parse("2026-11-01T10:00:00Z");
        String withheld;
        try (KsefSimulator first = start()) {
            List<String> numbers = first.invoices().store(3, first.nip(), "1111111111", time, time);
            withheld = numbers.get(0);
            first.invoices().withhold(withheld);
        }
        try (KsefSimulator next = start()) {
            next.invoices().store(1, next.nip(), "1111111111", time, time);
            TaxpayerClient taxpayer = taxpayer(next);
            String found = taxpayer.client()
                    .send(
                            "POST",
                            "/invoices/query/metadata",
                            taxpayer.access(),
                            "{\"subjectType\":\"Subject1\",\"dateRange\":{\"dateType\":\"Invoicing\",\"from\":\"2026-10-31T00:00:00Z\"}}"
                                    .getBytes(StandardCharsets.UTF_8),
                            Map.of("Content-Type", "application/json"))
                    .text();

            assertThat(found).contains("SYM/2", "SYM/3", "SYM/4").doesNotContain(withheld);
        }
    }

    @Test
    void save_onRequest_isWhatTheNextRunFinds_andResetGoesBackToIt() {
        try (KsefSimulator simulator = start()) {
            String kept = simulator.addTaxpayer("1111111111");
            simulator.save();
            String lost = simulator.addTaxpayer("1111111111");
            simulator.reset();

            TaxpayerClient keeping = new TaxpayerClient(new RawClient(simulator.baseUri()), "1111111111", kept);
            TaxpayerClient losing = new TaxpayerClient(new RawClient(simulator.baseUri()), "1111111111", lost);
            assertThat(keeping.authenticationStatus(keeping.begin())
                            .path("status")
                            .path("code")
                            .intValue())
                    .isEqualTo(200);
            assertThat(losing.authenticationStatus(losing.begin())
                            .path("status")
                            .path("code")
                            .intValue())
                    .isEqualTo(450);
        }
    }

    @Test
    void reset_thatFails_leavesAuthoritiesAndTheKeyOfUpoAsTheyWere() throws IOException {
        try (KsefSimulator another = start()) {
            assertThat(another.certificates().root()).isNotEqualTo(another.upoCertificate());
        }
        Map<String, String> ofAnother = contents();
        Files.delete(file());
        try (KsefSimulator simulator = start()) {
            X509Certificate root = simulator.certificates().root();
            X509Certificate upo = simulator.upoCertificate();
            simulator.save();
            Map<String, String> changes = new LinkedHashMap<>();
            for (String section : List.of("authorities.jsonl", "upo-signature.jsonl")) {
                changes.put(section, Objects.requireNonNull(ofAnother.get(section)));
            }
            changes.put("sessions.jsonl", "broken");
            rewrite(changes);

            assertThatIllegalArgumentException()
                    .isThrownBy(simulator::reset)
                    .withMessageContaining("sessions.jsonl, line 1");
            assertThat(simulator.certificates().root()).isEqualTo(root);
            assertThat(simulator.upoCertificate()).isEqualTo(upo);
        }
    }

    @Test
    void state_inUse_isRefusedToAnotherSimulator_andFreeAfterClosing() {
        try (KsefSimulator simulator = start()) {
            assertThat(simulator.nip()).isNotEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(this::start)
                    .withMessageContainingAll("Another simulator uses", folder.toString());
        }
        start().close();
    }

    @Test
    void savedState_canBeReadByItsOwnerOnly() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "SKIPPED: no POSIX permissions here");
        start().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void state_thatIsCutOff_isRefusedAndLeftAsItIs() throws IOException {
        start().close();
        byte[] whole = Files.readAllBytes(file());
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Files.write(file(), cut);

        refused("is damaged", "was left as it is");
        assertThat(file()).hasBinaryContent(cut);
    }

    @Test
    void state_withARowThatIsNone_isRefusedWithItsLine_andWithoutItsContent() throws IOException {
        start().close();
        rewrite(Map.of(
                "tokens.jsonl", "{\"token\":\"very|secret\",\"context\":\"nobody\",\"referenceNumber\":\"x\"}\n"));
        refused("tokens.jsonl, line 1", "the field 'context'");
        assertThatThrownBy(this::start).message().doesNotContain("very|secret", "nobody");

        rewrite(Map.of("tokens.jsonl", "{very|secret"));
        refused("tokens.jsonl, line 1, is no JSON");
        assertThatThrownBy(this::start).message().doesNotContain("very|secret");
    }

    @Test
    void state_thatLacksRows_isRefused() throws IOException {
        start().close();
        rewrite(Map.of("taxpayers.jsonl", ""));

        refused("taxpayers.jsonl has 0 lines instead of 1");
    }

    @Test
    void state_ofANewerSimulator_isRefusedAndLeftAsItIs() throws IOException {
        start().close();
        String contents = contents().get("state.json");
        rewrite(Map.of("state.json", contents.replace("\"version\":1", "\"version\":2")));
        byte[] before = Files.readAllBytes(file());
        refused("of a newer simulator", "its version is 2");
        assertThat(file()).hasBinaryContent(before);

        rewrite(Map.of("state.json", contents.replace("\"rows\":{", "\"rows\":{\"dreams\":1,")));
        refused("of a newer simulator", "'dreams'");
    }

    private void refused(String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(this::start)
                .withMessageContainingAll(words)
                .withMessageNotContaining("\n");
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file().toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                contents.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private void rewrite(Map<String, String> changes) throws IOException {
        Map<String, String> contents = contents();
        contents.putAll(changes);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A register of one row, which the test fills. */
    private static final class OneRow implements Stateful {

        private String text = "";

        @Override
        public String section() {
            return "one-row";
        }

        @Override
        public void save(Consumer<ObjectNode> rows) {
            if (text.equals("trouble")) {
                throw new UncheckedIOException(new IOException("no space left"));
            }
            rows.accept(RawClient.JSON.createObjectNode().put("text", text));
        }

        @Override
        public void restore(SavedRow row) {
            text = row.text("text");
        }
    }

    @Test
    void saving_thatFails_leavesWhatWasSavedBefore_andNoOtherFile() throws IOException {
        OneRow register = new OneRow();
        try (StateFolder state = StateFolder.open(folder)) {
            register.text = "first";
            state.save(List.of(register), clock.instant());
            register.text = "trouble";
            assertThatThrownBy(() -> state.save(List.of(register), clock.instant()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(folder.toString());

            assertThat(state.load(List.of(register))).isTrue();
            assertThat(register.text).isEqualTo("first");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("state.zip", "state.lock");
        }
    }

    /** A register of names. */
    private static class Names implements Stateful {

        final Set<String> names = new LinkedHashSet<>();
        private final String section;

        Names(String section) {
            this.section = section;
        }

        @Override
        public String section() {
            return section;
        }

        @Override
        public void save(Consumer<ObjectNode> rows) {
            names.forEach(name -> rows.accept(RawClient.JSON.createObjectNode().put("name", name)));
        }

        @Override
        public void restore(SavedRow row) {
            names.add(row.text("name"));
        }
    }

    /** A register whose rows name those of another, which has to be restored before. */
    private static final class Naming extends Names {

        private final Names named;
        private boolean working;

        Naming(Names named) {
            super("naming");
            this.named = named;
        }

        @Override
        public void save(Consumer<ObjectNode> rows) {
            if (working) {
                named.names.add("new");
                names.add("new");
            }
            super.save(rows);
        }

        @Override
        public void restore(SavedRow row) {
            if (!named.names.contains(row.text("name"))) {
                throw new IllegalArgumentException("names what the state lacks");
            }
            super.restore(row);
        }
    }

    @Test
    void saving_whileWorkIsUnderWay_givesAStateThatCanBeLoaded() {
        Names named = new Names("named");
        Naming naming = new Naming(named);
        naming.working = true;
        try (StateFolder state = StateFolder.open(folder)) {
            state.save(List.of(named, naming), clock.instant());

            Names restored = new Names("named");
            Naming next = new Naming(restored);
            assertThat(state.load(List.of(restored, next))).isTrue();
            assertThat(next.names).containsExactly("new");
        }
    }

    @Test
    void package_thatIsProcessedWhileTheSimulatorIsClosed_isKept() {
        ClientBatch batch;
        try (KsefSimulator first = start()) {
            TaxpayerClient taxpayer = taxpayer(first);
            String[] xmls = IntStream.range(0, 40)
                    .mapToObj(i -> TestInvoice.of(taxpayer)
                            .beforeRoot("<!-- " + i + random(20_000) + " -->\n")
                            .xml())
                    .toArray(String[]::new);
            batch = ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.ZIP, xmls));
        }
        try (KsefSimulator next = start()) {
            TaxpayerClient taxpayer = taxpayer(next);

            JsonNode status = taxpayer.client()
                    .get("/sessions/" + batch.referenceNumber(), taxpayer.access())
                    .json();
            assertThat(status.path("successfulInvoiceCount").intValue()).isEqualTo(40);
        }
    }

    /** Digits that cannot be compressed much. */
    private String random(int length) {
        return random.ints(length, '0', 'z' + 1)
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void correctionThatWasTaken_isKnownToTheNextRun() {
        TestInvoice invoice;
        String broken;
        try (KsefSimulator first = start()) {
            ClientSession session = taxpayer(first).open();
            invoice = TestInvoice.of(taxpayer(first));
            broken = invoice.xml().replace("</Fa>", "");
            session.accepted(session.sendRequest(bytes(broken)).put("offlineMode", true));
            session.accepted(correction(session, invoice, broken));
            session.close();
        }
        try (KsefSimulator next = start()) {
            ClientSession session = taxpayer(next).open();

            assertThat(session.post(correction(session, invoice.number("other"), broken))
                            .errorCode())
                    .isEqualTo(21166);
        }
    }

    private static ObjectNode correction(ClientSession session, TestInvoice invoice, String corrected) {
        return session.sendRequest(bytes(invoice.xml()))
                .put("offlineMode", true)
                .put("hashOfCorrectedInvoice", ClientCrypto.sha256(bytes(corrected)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void state_thatDoesNotTellItsRows_isRefusedAndLeftAsItIs() throws IOException {
        start().close();
        rewrite(Map.of("state.json", contents().get("state.json").replace("\"rows\"", "\"rowz\"")));
        byte[] before = Files.readAllBytes(file());

        refused("is damaged", "state.json does not say how many rows");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void contents_withAnotherSumThanTheirOwn_areRefused() throws IOException {
        OneRow register = new OneRow();
        try (StateFolder state = StateFolder.open(folder)) {
            state.save(List.of(register), clock.instant());
            byte[] file = Files.readAllBytes(file());
            int sum = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002") + 16;
            file[sum] ^= 1;
            Files.write(file(), file);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> state.load(List.of(register)))
                    .withMessageContaining("state.json was changed");
        }
    }

    @Test
    void opening_removesWhatWasHalfWritten_andNothingElse() throws IOException {
        Path halfWritten = Files.createFile(folder.resolve("state-1234567890.tmp"));
        Path other = Files.createFile(folder.resolve("state-of-affairs.tmp"));

        StateFolder.open(folder).close();

        assertThat(halfWritten).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void entry_withAnotherSumThanItsOwn_isRefused() throws IOException {
        OneRow register = new OneRow();
        register.text = "AAAAAAAAAAAAAAAAAAAA";
        try (StateFolder state = StateFolder.open(folder)) {
            state.save(List.of(register), clock.instant());
            byte[] file = Files.readAllBytes(file());
            int sum = new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002") + 16;
            file[sum] ^= 1;
            Files.write(file(), file);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> state.load(List.of(register)))
                    .withMessageContaining("one-row.jsonl was changed");
        }
    }
}
