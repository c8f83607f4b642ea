package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Podmiot3;
import java.time.LocalDate;
import java.util.stream.Stream;

/** What corrections have to have, and other invoices must not. */
final class CorrectionChecks {

    private CorrectionChecks() {}

    static void corrected(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa) && fa.daneFaKorygowanej().isEmpty()) {
            found.add(FA + "/RodzajFaktury", fa.rodzajFaktury().text(), "DaneFaKorygowanej is missing");
        }
    }

    static void correctionOfNothing(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (!Kinds.isCorrection(fa) && !fa.daneFaKorygowanej().isEmpty()) {
            found.add(
                    FA + "/RodzajFaktury", fa.rodzajFaktury().text(), "DaneFaKorygowanej is there, as in a correction");
        }
    }

    static void stateBefore(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa)) {
            return;
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            if (fa.faWiersz().get(i).stanPrzed()) {
                found.add(
                        Found.one(FA + "/FaWiersz", i) + "/StanPrzed",
                        "1",
                        "only a correction has lines as they were before");
            }
        }
    }

    static void correctedLater(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        for (int i = 0; i < fa.daneFaKorygowanej().size(); i++) {
            LocalDate date = fa.daneFaKorygowanej().get(i).dataWystFaKorygowanej();
            if (date.isAfter(fa.p_1())) {
                found.add(
                        Found.one(FA + "/DaneFaKorygowanej", i) + "/DataWystFaKorygowanej",
                        date.toString(),
                        "the corrected invoice is later than the correction, of " + fa.p_1());
            }
        }
    }

    static void amountBefore(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        boolean wanted = Kinds.is(fa, TRodzajFaktury.KOR_ZAL, TRodzajFaktury.KOR_ROZ);
        if (wanted && !fa.daneFaKorygowanej().isEmpty() && fa.p_15ZK() == null) {
            found.add(
                    FA + "/RodzajFaktury",
                    fa.rodzajFaktury().text(),
                    "P_15ZK, the amount before the correction, is missing");
        }
    }

    /**
     * A KSeF number begins with the NIP of who issued the invoice. That may have been a company that the seller took over, or a
     * member of its VAT group, which stand in Podmiot3. The schema also knows numbers that begin with no NIP.
     */
    static void otherSeller(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        for (int i = 0; i < fa.daneFaKorygowanej().size(); i++) {
            String number = fa.daneFaKorygowanej().get(i).nrKSeFFaKorygowanej();
            if (number != null
                    && beginsWithNip(number)
                    && issuers(invoice).noneMatch(nip -> number.startsWith(nip + '-'))) {
                found.add(
                        Found.one(FA + "/DaneFaKorygowanej", i) + "/NrKSeFFaKorygowanej",
                        Found.MASKED,
                        "it does not begin with the NIP of the seller");
            }
        }
    }

    private static boolean beginsWithNip(String number) {
        char first = number.charAt(0);
        return first >= '0' && first <= '9';
    }

    private static Stream<String> issuers(Faktura invoice) {
        Fa.Podmiot1K before = invoice.fa().podmiot1K();
        Stream.Builder<String> nips = Stream.builder();
        nips.add(
                before == null
                        ? invoice.podmiot1().daneIdentyfikacyjne().nip()
                        : before.daneIdentyfikacyjne().nip());
        String buyer = invoice.podmiot2().daneIdentyfikacyjne().nip();
        if (buyer != null && invoice.fa().adnotacje().p_17() == TWybor1_2._1) {
            nips.add(buyer);
        }
        for (Podmiot3 third : invoice.podmiot3()) {
            String nip = third.daneIdentyfikacyjne().nip();
            if (nip != null) {
                nips.add(nip);
            }
        }
        return nips.build();
    }

    static void sellerNip(Faktura invoice, Found found) {
        Fa.Podmiot1K before = invoice.fa().podmiot1K();
        String nip = invoice.podmiot1().daneIdentyfikacyjne().nip();
        if (before != null && !before.daneIdentyfikacyjne().nip().equals(nip)) {
            found.add(FA + "/Podmiot1K/DaneIdentyfikacyjne/NIP", Found.MASKED, "it is not the NIP of Podmiot1");
        }
    }

    /** The number of a buyer as it was is that of a buyer as it is now, in Podmiot2 or Podmiot3. */
    static void buyerNip(Faktura invoice, Found found) {
        for (int i = 0; i < invoice.fa().podmiot2K().size(); i++) {
            String nip = invoice.fa().podmiot2K().get(i).daneIdentyfikacyjne().nip();
            boolean known = nip == null
                    || nip.equals(invoice.podmiot2().daneIdentyfikacyjne().nip())
                    || invoice.podmiot3().stream()
                            .anyMatch(third ->
                                    nip.equals(third.daneIdentyfikacyjne().nip()));
            if (!known) {
                found.add(
                        Found.one(FA + "/Podmiot2K", i) + "/DaneIdentyfikacyjne/NIP",
                        Found.MASKED,
                        "it is neither the NIP of Podmiot2 nor of a Podmiot3");
            }
        }
    }
}
