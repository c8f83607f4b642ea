package dev.ksef.fa3.schema;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.DateTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** A small invoice of our own. */
final class SampleInvoice {

    private SampleInvoice() {}

    static Faktura invoice() {
        return Faktura.builder()
                .naglowek(TNaglowek.builder()
                        .dataWytworzeniaFa(new DateTime("2026-02-28T12:00:00Z"))
                        .build())
                .podmiot1(Podmiot1.builder()
                        .daneIdentyfikacyjne(new TPodmiot1("9999999999", "Sprzedawca"))
                        .adres(address())
                        .build())
                .podmiot2(Podmiot2.builder()
                        .daneIdentyfikacyjne(TPodmiot2.builder().brakID(true).build())
                        .jst(Podmiot2.JST._2)
                        .gv(Podmiot2.GV._2)
                        .build())
                .fa(body().build())
                .build();
    }

    static Fa.Builder body() {
        return Fa.builder()
                .kodWaluty(TKodWaluty.PLN)
                .p_1(LocalDate.parse("2026-02-28"))
                .p_2("FV/1")
                .p_13_1(new BigDecimal("100.00"))
                .p_14_1(new BigDecimal("23.00"))
                .p_15(new BigDecimal("123.00"))
                .adnotacje(notes().build())
                .rodzajFaktury(TRodzajFaktury.VAT)
                .addFaWiersz(line());
    }

    static Fa.FaWiersz line() {
        return Fa.FaWiersz.builder()
                .nrWierszaFa(1)
                .p_7("Usługa")
                .p_8B(BigDecimal.ONE)
                .p_9A(new BigDecimal("100.00"))
                .p_11(new BigDecimal("100.00"))
                .p_12(TStawkaPodatku._23)
                .build();
    }

    static Fa.Adnotacje.Builder notes() {
        return Fa.Adnotacje.builder()
                .p_16(TWybor1_2._2)
                .p_17(TWybor1_2._2)
                .p_18(TWybor1_2._2)
                .p_18A(TWybor1_2._2)
                .zwolnienie(Fa.Adnotacje.Zwolnienie.builder().p_19N(true).build())
                .noweSrodkiTransportu(
                        Fa.Adnotacje.NoweSrodkiTransportu.builder().p_22N(true).build())
                .p_23(TWybor1_2._2)
                .pMarzy(Fa.Adnotacje.PMarzy.builder().p_PMarzyN(true).build());
    }

    static TAdres address() {
        return TAdres.builder().kodKraju(TKodKraju.PL).adresL1("ul. Polna 1").build();
    }

    static String xml() {
        return new String(FakturaXml.write(invoice()).bytes(), StandardCharsets.UTF_8);
    }
}
