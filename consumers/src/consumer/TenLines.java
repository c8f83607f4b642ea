package consumer;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Upo;
import dev.ksef.qr.QrCode;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The ten lines of the README, on a simulator. */
final class TenLines {

    private TenLines() {}

    static Upo run(KsefSimulator simulator, Credentials credentials, UnaryOperator<KsefClient.Builder> settings)
            throws Exception {
        var environment = KsefEnvironment.custom(
                "the simulator", simulator.baseUri().toString(), simulator.qrBaseUri().toString());
        try (var ksef = settings.apply(KsefClient.builder()).environment(environment)
                .credentials(credentials).build()) {
            return send(ksef, simulator.nip());
        }
    }

    static Upo send(KsefClient ksef, String nip) throws Exception {
        Path folder = Files.createTempDirectory("consumer");
        Path invoice = Files.writeString(folder.resolve("invoice.xml"), invoice(nip));
        var company = ksef.forNip(nip);
        try (var session = company.sessions().openOnline(FormCode.FA_3)) {
            var accepted = session.send(invoice).await(Duration.ofMinutes(2));
            System.out.println(accepted.ksefNumber());
            var upo = accepted.upo();
            Files.write(folder.resolve("upo.xml"), upo.bytes());
            Files.write(folder.resolve("kod1.png"), QrCode.png(accepted.verificationLink()));
            return upo;
        }
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
                    <P_2>%s</P_2>
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
                """
                .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), seller, today, UUID.randomUUID());
    }
}
