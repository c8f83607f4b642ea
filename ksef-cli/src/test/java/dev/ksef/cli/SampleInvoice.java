package dev.ksef.cli;

import dev.ksef.model.Nip;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** A small but complete FA(3) invoice: one line, 23 % VAT, paid by transfer. */
public final class SampleInvoice {

    private SampleInvoice() {}

    /**
     * The invoice as XML in UTF-8 without BOM.
     *
     * @param seller who issues it
     * @param number P_2; KSeF takes each number of a seller once
     * @param issued P_1; KSeF takes no date in the future
     * @param made when the file was made
     */
    public static byte[] xml(Nip seller, String number, LocalDate issued, Instant made) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
          <Naglowek>
            <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
            <WariantFormularza>3</WariantFormularza>
            <DataWytworzeniaFa>%s</DataWytworzeniaFa>
            <SystemInfo>KSeF SDK for Java, quick start</SystemInfo>
          </Naglowek>
          <Podmiot1>
            <DaneIdentyfikacyjne>
              <NIP>%s</NIP>
              <Nazwa>Pracownia Przykładów sp. z o.o.</Nazwa>
            </DaneIdentyfikacyjne>
            <Adres>
              <KodKraju>PL</KodKraju>
              <AdresL1>ul. Próbna 7</AdresL1>
              <AdresL2>00-950 Warszawa</AdresL2>
            </Adres>
          </Podmiot1>
          <Podmiot2>
            <DaneIdentyfikacyjne>
              <NIP>1111111111</NIP>
              <Nazwa>Nabywca Testowy S.A.</Nazwa>
            </DaneIdentyfikacyjne>
            <Adres>
              <KodKraju>PL</KodKraju>
              <AdresL1>al. Wzorcowa 12</AdresL1>
              <AdresL2>30-001 Kraków</AdresL2>
            </Adres>
            <JST>2</JST>
            <GV>2</GV>
          </Podmiot2>
          <Fa>
            <KodWaluty>PLN</KodWaluty>
            <P_1>%s</P_1>
            <P_2>%s</P_2>
            <P_6>%s</P_6>
            <P_13_1>100.00</P_13_1>
            <P_14_1>23.00</P_14_1>
            <P_15>123.00</P_15>
            <Adnotacje>
              <P_16>2</P_16>
              <P_17>2</P_17>
              <P_18>2</P_18>
              <P_18A>2</P_18A>
              <Zwolnienie>
                <P_19N>1</P_19N>
              </Zwolnienie>
              <NoweSrodkiTransportu>
                <P_22N>1</P_22N>
              </NoweSrodkiTransportu>
              <P_23>2</P_23>
              <PMarzy>
                <P_PMarzyN>1</P_PMarzyN>
              </PMarzy>
            </Adnotacje>
            <RodzajFaktury>VAT</RodzajFaktury>
            <FaWiersz>
              <NrWierszaFa>1</NrWierszaFa>
              <P_7>Konsultacja integracyjna</P_7>
              <P_8A>godz.</P_8A>
              <P_8B>1</P_8B>
              <P_9A>100.00</P_9A>
              <P_11>100.00</P_11>
              <P_12>23</P_12>
            </FaWiersz>
            <Platnosc>
              <FormaPlatnosci>6</FormaPlatnosci>
            </Platnosc>
          </Fa>
        </Faktura>
        """.formatted(made.truncatedTo(ChronoUnit.SECONDS), seller, issued, escaped(number), issued)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
