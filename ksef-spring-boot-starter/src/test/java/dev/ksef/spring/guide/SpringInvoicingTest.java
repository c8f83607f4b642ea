package dev.ksef.spring.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.spring.guide.SpringInvoicing.Invoicing;
import dev.ksef.spring.guide.SpringInvoicing.Purchases;
import dev.ksef.spring.test.KsefSimulatorTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What the guide shows, run. */
// snippet: test
@SpringBootTest(classes = SpringInvoicing.class, webEnvironment = WebEnvironment.NONE)
@KsefSimulatorTest
class SpringInvoicingTest {

    @Autowired
    private KsefSimulator simulator;

    @Autowired
    private Invoicing invoicing;

    @Test
    void invoice_isAccepted(@TempDir Path folder) throws Exception {
        Path invoice = Files.writeString(folder.resolve("invoice.xml"), invoice(simulator.nip()));
        assertThat(invoicing.send(simulator.nip(), invoice).value()).startsWith(simulator.nip());
    }
    // end

    @Test
    void consumer_takesWhatTheSyncHandsOut(@Autowired Purchases purchases, @Autowired KsefClient client) {
        Instant now = Instant.now();
        String number = simulator
                .invoices()
                .store(1, "1111111111", simulator.nip(), now.minus(2, ChronoUnit.HOURS), now.minus(1, ChronoUnit.HOURS))
                .get(0);
        client.forNip(simulator.nip())
                .sync(SyncOptions.from(now.minus(Duration.ofDays(1))), purchases.purchases())
                .orThrow();
        assertThat(purchases.archive().keySet()).extracting(Object::toString).contains(number);
    }

    private static String invoice(String seller) {
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Warsaw"));
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
              <Naglowek>
                <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
                <WariantFormularza>3</WariantFormularza>
                <DataWytworzeniaFa>%s</DataWytworzeniaFa>
              </Naglowek>
              <Podmiot1>
                <DaneIdentyfikacyjne><NIP>%s</NIP><Nazwa>Sprzedawca</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Próbna 7</AdresL1></Adres>
              </Podmiot1>
              <Podmiot2>
                <DaneIdentyfikacyjne><NIP>1111111111</NIP><Nazwa>Nabywca</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>al. Wzorcowa 12</AdresL1></Adres>
                <JST>2</JST>
                <GV>2</GV>
              </Podmiot2>
              <Fa>
                <KodWaluty>PLN</KodWaluty>
                <P_1>%s</P_1>
                <P_2>FV/1</P_2>
                <P_13_1>100.00</P_13_1>
                <P_14_1>23.00</P_14_1>
                <P_15>123.00</P_15>
                <Adnotacje>
                  <P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A>
                  <Zwolnienie><P_19N>1</P_19N></Zwolnienie>
                  <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>
                  <P_23>2</P_23>
                  <PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>
                </Adnotacje>
                <RodzajFaktury>VAT</RodzajFaktury>
                <FaWiersz>
                  <NrWierszaFa>1</NrWierszaFa><P_7>Praca</P_7><P_8A>godz.</P_8A><P_8B>1</P_8B>
                  <P_9A>100.00</P_9A><P_11>100.00</P_11><P_12>23</P_12>
                </FaWiersz>
              </Fa>
            </Faktura>
            """.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), seller, today);
    }
}
