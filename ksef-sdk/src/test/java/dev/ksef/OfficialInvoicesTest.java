package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten of the Ministry's example invoices, all of one seller, sent in the order of their file names. */
class OfficialInvoicesTest extends Scenario {

    private static final int ACCEPTED = 200;
    private static final int ATTACHMENT = 415;
    private static final int DUPLICATE = 440;
    private static final Optional<Path> SHARED = SharedFolder.find();

    @Override
    SimulatorBuilder settings() {
        var settings = super.settings().nip("9999999999");
        SHARED.ifPresent(shared -> settings.schemas(shared.resolve("xsd")));
        return settings;
    }

    @Test
    void officialExamples_getTheAnswersTheyDeserve() throws IOException {
        assumeTrue(SHARED.isPresent(), "SKIPPED: the official example invoices are not here");
        Map<String, Integer> answers = new LinkedHashMap<>();
        Map<String, SessionInvoice> results = new LinkedHashMap<>();
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            for (Path file : examples()) {
                // One has an attachment, which is refused here already.
                SentInvoice sent = session.send(InvoiceXml.read(file), SendOptions.ONLINE.withoutPreFlight());
                time.advance(Duration.ofSeconds(2));
                SessionInvoice result = sent.status();
                answers.put(file.getFileName().toString(), result.status().code());
                results.put(file.getFileName().toString(), result);
            }
        }
        assertThat(answers)
                .containsExactly(
                        entry("FA3-official-example-1.xml", ACCEPTED), // VAT FV2026/02/150
                        entry("FA3-official-example-14.xml", ACCEPTED), // ROZ FV2026/08/12
                        entry("FA3-official-example-2.xml", ACCEPTED), // KOR FK2026/03/200
                        entry("FA3-official-example-20.xml", DUPLICATE), // VAT FV2026/02/150, as example 1
                        entry("FA3-official-example-25.xml", ATTACHMENT), // has one, which only batches may
                        entry("FA3-official-example-3.xml", DUPLICATE), // KOR FK2026/03/200, as example 2
                        entry("FA3-official-example-4.xml", DUPLICATE), // VAT FV2026/02/150, as example 1
                        entry("FA3-official-example-5.xml", ACCEPTED), // KOR FK2026/04/23
                        entry("FA3-official-example-6.xml", ACCEPTED), // KOR FK2026/07/243
                        entry("FA3-official-example-9.xml", DUPLICATE)); // VAT FV2026/02/150, as example 1
        for (String duplicate : List.of("20", "4", "9")) {
            assertThat(results.get("FA3-official-example-" + duplicate + ".xml")
                            .status()
                            .extensions())
                    .containsEntry("originalKsefNumber", number(results, "1"));
        }
        assertThat(results.get("FA3-official-example-3.xml").status().extensions())
                .containsEntry("originalKsefNumber", number(results, "2"));
        assertThat(results.values().stream()
                        .filter(result -> result.status().isSuccess())
                        .map(SessionInvoice::ksefNumber))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void officialExamples_passPreFlightWithTheOfficialSchemas_butForTheAttachment() throws IOException {
        assumeTrue(SHARED.isPresent(), "SKIPPED: the official example invoices are not here");
        PreFlight preFlight =
                PreFlight.of(KsefEnvironment.TEST).schemas(SHARED.orElseThrow().resolve("xsd"));
        for (Path file : examples()) {
            InvoiceXml invoice = InvoiceXml.read(file);
            PreFlightReport report = preFlight.check(invoice, InvoiceDestination.online(FormCode.FA_3, time.instant()));
            assertThat(report.errors())
                    .as(file.toString())
                    .extracting(InvoiceFinding::rule)
                    .isEqualTo(
                            file.endsWith("FA3-official-example-25.xml") ? List.of(InvoiceRule.ATTACHMENT) : List.of());
            assertThat(preFlight
                            .check(invoice, InvoiceDestination.batch(FormCode.FA_3, time.instant()))
                            .isClear())
                    .as(file.toString())
                    .isTrue();
        }
    }

    @Test
    void officialSchemas_refuseHereWhatTheyRefuseThere() {
        assumeTrue(SHARED.isPresent(), "SKIPPED: the official schemas are not here");
        Path schemas = SHARED.orElseThrow().resolve("xsd");
        InvoiceXml incomplete = InvoiceXml.of(farmersInvoice());
        try (KsefClient strict = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time)
                        .preFlight(rules -> rules.schemas(schemas))
                        .build();
                OnlineSession session =
                        strict.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_RR_1)) {
            var refused = catchThrowableOfType(
                    KsefInvalidInvoiceException.class, () -> session.send(incomplete, SendOptions.ONLINE));
            assertThat(refused.findings()).extracting(InvoiceFinding::rule).containsOnly(InvoiceRule.SCHEMA);
            assertThat(refused.findings())
                    .extracting(InvoiceFinding::message)
                    .anyMatch(told -> told.contains("DataWytworzeniaFa"));
            var rejected = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> session.send(incomplete, SendOptions.ONLINE.withoutPreFlight())
                            .await(Duration.ofMinutes(2)));
            assertThat(rejected.status().code()).isEqualTo(450);
        }
    }

    private byte[] farmersInvoice() {
        return new String(invoice("RR/1"), StandardCharsets.UTF_8)
                .replace("2025/06/25/13775", "2026/03/06/14189")
                .replace("\"FA (3)\" wersjaSchemy=\"1-0E\">FA<", "\"FA_RR (1)\" wersjaSchemy=\"1-1E\">FA_RR<")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String number(Map<String, SessionInvoice> results, String example) {
        return String.valueOf(
                results.get("FA3-official-example-" + example + ".xml").ksefNumber());
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(SHARED.orElseThrow().resolve("invoices"))) {
            return files.sorted().toList();
        }
    }
}
