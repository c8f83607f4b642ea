package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.KsefTimestamps;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A small FA(3) invoice that the simulator makes by itself, of one line.
 *
 * @param number the number that the seller gives it; its amounts depend on the ordinal
 */
public record GeneratedInvoice(String sellerNip, String buyerNip, String number, int ordinal, Instant acceptedAt) {

    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
              <Naglowek>
                <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
                <WariantFormularza>3</WariantFormularza>
                <DataWytworzeniaFa>%s</DataWytworzeniaFa>
              </Naglowek>
              <Podmiot1>
                <DaneIdentyfikacyjne><NIP>%s</NIP><Nazwa>Sprzedawca %2$s</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Prosta 1, 00-001 Warszawa</AdresL1></Adres>
              </Podmiot1>
              <Podmiot2>
                <DaneIdentyfikacyjne><NIP>%s</NIP><Nazwa>Nabywca %3$s</Nazwa></DaneIdentyfikacyjne>
                <Adres><KodKraju>PL</KodKraju><AdresL1>ul. Krzywa 2, 30-002 Kraków</AdresL1></Adres>
                <JST>2</JST>
                <GV>2</GV>
              </Podmiot2>
              <Fa>
                <KodWaluty>PLN</KodWaluty>
                <P_1>%s</P_1>
                <P_2>%s</P_2>
                <P_13_1>%s</P_13_1>
                <P_14_1>%s</P_14_1>
                <P_15>%s</P_15>
                <Adnotacje>
                  <P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A>
                  <Zwolnienie><P_19N>1</P_19N></Zwolnienie>
                  <NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>
                  <P_23>2</P_23>
                  <PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy>
                </Adnotacje>
                <RodzajFaktury>VAT</RodzajFaktury>
                <FaWiersz>
                  <NrWierszaFa>1</NrWierszaFa><P_7>Towar</P_7><P_8A>szt.</P_8A><P_8B>1</P_8B>
                  <P_9A>%6$s</P_9A><P_11>%6$s</P_11><P_12>23</P_12>
                </FaWiersz>
              </Fa>
            </Faktura>
            """;

    private static final int DIFFERENT_AMOUNTS = 10_000;

    private LocalDate day() {
        return KsefTimestamps.polishDay(acceptedAt);
    }

    byte[] xml() {
        BigDecimal net = BigDecimal.valueOf(100 + ordinal % DIFFERENT_AMOUNTS).setScale(2);
        // 23 hundredths of a whole number have two digits at most.
        BigDecimal vat = net.multiply(new BigDecimal("0.23")).setScale(2);
        return XML.formatted(
                        acceptedAt.truncatedTo(ChronoUnit.SECONDS),
                        sellerNip,
                        buyerNip,
                        day(),
                        number,
                        net,
                        vat,
                        net.add(vat))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Keeps the invoice as one that was accepted.
     *
     * @return its KSeF number
     */
    public String keepIn(InvoiceArchive archive, KsefNumbers numbers, String sessionReference) {
        TakenInvoice taken = new TakenInvoice(numbers.next(sellerNip, day()), sessionReference, number, day(), false);
        SubmissionTerms terms =
                SubmissionTerms.alone(sessionReference, LoginContext.nip(sellerNip), InvoiceStructure.FA_3);
        byte[] xml = xml();
        List<ConcernedParty> parties = List.of(
                new ConcernedParty(InvoiceQuery.SELLER, LoginContext.nip(sellerNip)),
                new ConcernedParty(InvoiceQuery.BUYER, LoginContext.nip(buyerNip)));
        InvoiceArchive.Shelved document = archive.shelve(xml, Sha256Base64.ofData(xml));
        archive.keep(taken, terms, document, null, acceptedAt, parties);
        return taken.ksefNumber().toString();
    }
}
