package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** A client and a simulator on one fake clock, with the official contract between them. */
abstract class Scenario {

    /** The same letters at the head or in the middle of a hash in Base64 are no number. */
    private static final Pattern INVOICE_NUMBER = Pattern.compile("(?<![A-Za-z0-9+/])FV/(?![A-Za-z0-9+/]{30,}=)");

    final FakeTime time = FakeTime.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    final RecordedEvents events = new RecordedEvents();
    private final Set<String> secrets = new HashSet<>();
    final OfficialContract contract = new OfficialContract();
    final KsefSimulator simulator = settings().start();
    final KsefEnvironment environment =
            KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
    final KsefClient ksef = client(simulator.token());
    final KsefContextClient company = ksef.forNip(simulator.nip());

    /** Invoices are on their way for a while, so that there is something to wait for. */
    SimulatorBuilder settings() {
        return KsefSimulator.builder()
                .clock(time)
                .observer(contract)
                .authenticationDelay(Duration.ofMillis(500))
                .processingDelay(Duration.ofSeconds(2));
    }

    KsefClient client(String token) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(token))
                .time(time)
                .listener(events)
                .build();
    }

    /** A small FA(3) invoice of the simulator's taxpayer. */
    byte[] invoice(String number) {
        return invoice(simulator.nip(), number, today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZoneId.of("Europe/Warsaw"));
    }

    static byte[] invoice(String seller, String number, LocalDate issued) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Naglowek>"
                        + "<KodFormularza kodSystemowy=\"FA (3)\" wersjaSchemy=\"1-0E\">FA</KodFormularza>"
                        + "<WariantFormularza>3</WariantFormularza></Naglowek>"
                        + "<Podmiot1><DaneIdentyfikacyjne><NIP>" + seller + "</NIP></DaneIdentyfikacyjne></Podmiot1>"
                        + "<Fa><P_1>" + issued + "</P_1><P_2>" + number + "</P_2>"
                        + "<RodzajFaktury>VAT</RodzajFaktury></Fa></Faktura>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What may be told nowhere, besides what went over the wire as a secret. */
    void secret(String secret) {
        secrets.add(secret);
    }

    @AfterEach
    void holdTheOfficialContract() {
        ksef.close();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    /** Every scenario's flow, as a log, meters and observations at their finest tell it. */
    @AfterEach
    void tellNoSecret() {
        var told = new WhatIsTold();
        events.all().forEach(told::on);
        secrets.add(simulator.token());
        secrets.addAll(WireSecrets.of(contract.exchanges()));
        secrets.addAll(List.of("eyJhbGciOi", "sig=", "<Faktura", "<P_", "PRIVATE KEY"));
        assertThat(secrets).as("secrets that are told").noneMatch(told.everything()::contains);
        assertThat(told.everything()).as("invoices' numbers that are told").doesNotContainPattern(INVOICE_NUMBER);
        assertThat(told.log()).as("lines that name the taxpayer").noneMatch(line -> line.contains(simulator.nip()));
        assertThat(told.meters()).doesNotContain(simulator.nip());
    }
}
