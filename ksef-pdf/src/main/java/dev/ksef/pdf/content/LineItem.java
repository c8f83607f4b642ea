package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TGTU;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.field.Code;
import dev.ksef.fa3.schema.Fa.FaWiersz;
import dev.ksef.fa3.schema.Fa.Zamowienie.ZamowienieWiersz;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice, or of an order, which has the same values but for a few.
 *
 * @param number of the line
 * @param id its universal number
 * @param ossRate the rate of another member state in the special procedure
 * @param annex15 whether annex 15 lists it
 * @param before whether it stands as before a correction
 */
record LineItem(
        long number,
        @Nullable String id,
        @Nullable LocalDate date,
        @Nullable String name,
        @Nullable String index,
        @Nullable String gtin,
        @Nullable String pkwiu,
        @Nullable String cn,
        @Nullable String pkob,
        @Nullable String unit,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal netPrice,
        @Nullable BigDecimal grossPrice,
        @Nullable BigDecimal discount,
        @Nullable BigDecimal net,
        @Nullable BigDecimal gross,
        @Nullable BigDecimal vat,
        @Nullable TStawkaPodatku rate,
        @Nullable BigDecimal ossRate,
        boolean annex15,
        @Nullable BigDecimal excise,
        @Nullable TGTU gtu,
        @Nullable Code procedure,
        @Nullable BigDecimal exchangeRate,
        boolean before) {

    static LineItem of(FaWiersz line) {
        return new LineItem(
                line.nrWierszaFa(),
                line.uu_ID(),
                line.p_6A(),
                line.p_7(),
                line.indeks(),
                line.gtin(),
                line.pkWiU(),
                line.cn(),
                line.pkob(),
                line.p_8A(),
                line.p_8B(),
                line.p_9A(),
                line.p_9B(),
                line.p_10(),
                line.p_11(),
                line.p_11A(),
                line.p_11Vat(),
                line.p_12(),
                line.p_12_XII(),
                line.p_12_Zal_15(),
                line.kwotaAkcyzy(),
                line.gtu(),
                line.procedura(),
                line.kursWaluty(),
                line.stanPrzed());
    }

    static LineItem of(ZamowienieWiersz line) {
        return new LineItem(
                line.nrWierszaZam(),
                line.uu_IDZ(),
                null,
                line.p_7Z(),
                line.indeksZ(),
                line.gtinz(),
                line.pkWiUZ(),
                line.cnz(),
                line.pkobz(),
                line.p_8AZ(),
                line.p_8BZ(),
                line.p_9AZ(),
                null,
                null,
                line.p_11NettoZ(),
                null,
                line.p_11VatZ(),
                line.p_12Z(),
                line.p_12Z_XII(),
                line.p_12Z_Zal_15(),
                line.kwotaAkcyzyZ(),
                line.gtuz(),
                line.proceduraZ(),
                null,
                line.stanPrzedZ());
    }
}
