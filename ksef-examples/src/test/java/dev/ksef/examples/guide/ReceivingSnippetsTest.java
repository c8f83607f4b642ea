package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.examples.OfficialContract;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets on receiving invoices: a seller sends, and the buyer receives. */
class ReceivingSnippetsTest {

    private static final String BUYER = "1111111111";
    private static final int MOST_OF_A_QUERY = 30;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .maxInvoicesPerQuery(MOST_OF_A_QUERY)
            .start();
    private final KsefClient seller = client(simulator.token());
    private final KsefClient buyer = client(simulator.addTaxpayer(BUYER));
    private int sent;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        seller.close();
        buyer.close();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void newInvoices_areSavedOnce_andNoneIsMissed_alsoWhereAQueryShowsNotAll() throws IOException {
        KsefContextClient company = buyer.forNip(BUYER);
        OffsetDateTime from = time.instant().atOffset(ZoneOffset.UTC);
        send(MOST_OF_A_QUERY + 5);
        OffsetDateTime next = Receiving.receive(company, from, folder);
        assertThat(saved()).as("also what the first query does not show").isEqualTo(MOST_OF_A_QUERY + 5);
        send(2);
        Receiving.receive(company, next, folder);
        assertThat(saved()).isEqualTo(MOST_OF_A_QUERY + 7);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).allSatisfy(file -> {
                assertThat(file.toString()).endsWith(".xml");
                assertThat(KsefNumber.of(file.getFileName().toString().replace(".xml", ""))
                                .isValid())
                        .isTrue();
                assertThat(file).content().contains("<NIP>" + BUYER + "</NIP>");
            });
        }
    }

    private long saved() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private void send(int invoices) {
        try (OnlineSession session = seller.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            for (int i = 0; i < invoices; i++) {
                session.send(invoice("FV/" + ++sent)).await(Duration.ofMinutes(1));
                time.advance(Duration.ofSeconds(1));
            }
        }
        time.advance(Duration.ofMinutes(10));
    }

    private byte[] invoice(String number) {
        return SampleInvoice.xml(
                Nip.of(simulator.nip()),
                number,
                LocalDate.ofInstant(time.instant(), ZoneId.of("Europe/Warsaw")),
                time.instant());
    }

    private KsefClient client(String token) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(token))
                .time(time)
                .build();
    }
}
