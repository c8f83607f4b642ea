package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TRolaPodmiotu3;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.Podmiot3;
import dev.ksef.fa3.schema.TPodmiot2;
import dev.ksef.fa3.schema.TPodmiot3;
import dev.ksef.model.Nip;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Seller, buyer and third parties. */
final class PartyChecks {

    private static final String BUYER = "/Faktura/Podmiot2";
    private static final String BUYER_ID = BUYER + "/DaneIdentyfikacyjne";
    private static final String THIRD = "/Faktura/Podmiot3";
    private static final BigDecimal WHOLE = new BigDecimal("100");
    private static final BigDecimal SIMPLIFIED_PLN = new BigDecimal("450");
    private static final BigDecimal SIMPLIFIED_EUR = new BigDecimal("100");

    private PartyChecks() {}

    /** A simplified invoice names its buyer by NIP only. */
    static void buyerDetails(Faktura invoice, Found found) {
        Podmiot2 buyer = invoice.podmiot2();
        if (Kinds.is(invoice.fa(), TRodzajFaktury.UPR)) {
            return;
        }
        if (buyer.daneIdentyfikacyjne().nazwa() == null) {
            found.missing(BUYER_ID, "Nazwa is missing");
        }
        if (buyer.adres() == null) {
            found.missing(BUYER, "Adres is missing");
        }
    }

    /** A buyer with a NIP elsewhere does not see the invoice. */
    static void buyerNip(Faktura invoice, Found found) {
        TPodmiot2 id = invoice.podmiot2().daneIdentyfikacyjne();
        if (id.kodUE() == TKodyKrajowUE.PL) {
            found.add(BUYER_ID + "/KodUE", "PL", "the buyer is Polish, and will not find the invoice by NrVatUE");
        }
        String other = id.nrID();
        boolean polish = id.kodKraju() == null || id.kodKraju() == TKodKraju.PL;
        if (other != null && polish && isNip(other.replace("-", "").replace(" ", ""))) {
            found.add(BUYER_ID + "/NrID", Found.MASKED, "it is a NIP, and the buyer will not find the invoice by NrID");
        }
    }

    private static boolean isNip(String text) {
        return text.length() == 10 && new Nip(text).hasValidChecksum();
    }

    static void jst(Faktura invoice, Found found) {
        if (invoice.podmiot2().jst() == Podmiot2.JST._1 && lacksRecipient(invoice, TRolaPodmiotu3._8)) {
            found.add(BUYER + "/JST", "1", "no Podmiot3 with the role 8 and a NIP or IDWew");
        }
    }

    static void gv(Faktura invoice, Found found) {
        if (invoice.podmiot2().gv() == Podmiot2.GV._1 && lacksRecipient(invoice, TRolaPodmiotu3._10)) {
            found.add(BUYER + "/GV", "1", "no Podmiot3 with the role 10 and a NIP or IDWew");
        }
    }

    private static boolean lacksRecipient(Faktura invoice, TRolaPodmiotu3 role) {
        return invoice.podmiot3().stream()
                .noneMatch(third -> third.rola() == role
                        && (third.daneIdentyfikacyjne().nip() != null
                                || third.daneIdentyfikacyjne().idWew() != null));
    }

    static void jstMark(Faktura invoice, Found found) {
        if (invoice.podmiot2().jst() == Podmiot2.JST._2) {
            marked(invoice, TRolaPodmiotu3._8, "JST", found);
        }
    }

    static void gvMark(Faktura invoice, Found found) {
        if (invoice.podmiot2().gv() == Podmiot2.GV._2) {
            marked(invoice, TRolaPodmiotu3._10, "GV", found);
        }
    }

    private static void marked(Faktura invoice, TRolaPodmiotu3 role, String mark, Found found) {
        for (int i = 0; i < invoice.podmiot3().size(); i++) {
            if (invoice.podmiot3().get(i).rola() == role) {
                found.add(Found.one(THIRD, i) + "/Rola", role.text(), mark + " of Podmiot2 is 2, which denies this");
            }
        }
    }

    static void vatNumber(Faktura invoice, Found found) {
        TPodmiot2 buyer = invoice.podmiot2().daneIdentyfikacyjne();
        vatNumber(BUYER_ID, buyer.kodUE(), buyer.nrVatUE(), found);
        for (int i = 0; i < invoice.podmiot3().size(); i++) {
            TPodmiot3 third = invoice.podmiot3().get(i).daneIdentyfikacyjne();
            vatNumber(Found.one(THIRD, i) + "/DaneIdentyfikacyjne", third.kodUE(), third.nrVatUE(), found);
        }
    }

    private static void vatNumber(String xpath, @Nullable TKodyKrajowUE country, @Nullable String number, Found found) {
        if (country != null && number != null && !VatNumbers.fits(country, number)) {
            found.add(
                    xpath + "/NrVatUE",
                    Found.MASKED,
                    number.startsWith(country.text())
                            ? "it repeats the prefix, which is in KodUE"
                            : "VAT numbers of " + country.text() + " have another form");
        }
    }

    /** Who buys a new means of transport need not be a taxpayer. */
    static void euBuyer(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (invoice.podmiot2().daneIdentyfikacyjne().kodUE() == null) {
            boolean newTransport = fa.adnotacje().noweSrodkiTransportu().p_22();
            if (SalesGroup.INTRA_COMMUNITY.isIn(fa) && !newTransport) {
                unlessEmpty(fa.p_13_6_2(), "P_13_6_2", "KodUE and NrVatUE of Podmiot2 are missing", found);
            }
            if (SalesGroup.SERVICES_IN_EU.isIn(fa)) {
                unlessEmpty(fa.p_13_9(), "P_13_9", "KodUE and NrVatUE of Podmiot2 are missing", found);
            }
        }
    }

    static void euSeller(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (!invoice.podmiot1().prefiksPodatnika()) {
            unlessEmpty(fa.p_13_6_2(), "P_13_6_2", "PrefiksPodatnika of Podmiot1 is missing", found);
            unlessEmpty(fa.p_13_9(), "P_13_9", "PrefiksPodatnika of Podmiot1 is missing", found);
        }
    }

    private static void unlessEmpty(@Nullable BigDecimal sum, String name, String message, Found found) {
        if (sum != null && sum.signum() != 0) {
            found.add(FA + '/' + name, sum, message);
        }
    }

    static void shares(Faktura invoice, Found found) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < invoice.podmiot3().size(); i++) {
            Podmiot3 third = invoice.podmiot3().get(i);
            if (third.rola() == TRolaPodmiotu3._4 && third.udzial() != null) {
                sum = sum.add(third.udzial());
                if (sum.compareTo(WHOLE) > 0) {
                    found.add(
                            Found.one(THIRD, i) + "/Udzial",
                            third.udzial(),
                            "up to here, shares add up to " + sum + "%");
                    return;
                }
            }
        }
    }

    static void simplified(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        BigDecimal limit = fa.kodWaluty() == TKodWaluty.PLN
                ? SIMPLIFIED_PLN
                : fa.kodWaluty() == TKodWaluty.EUR ? SIMPLIFIED_EUR : null;
        if (limit != null && Kinds.is(fa, TRodzajFaktury.UPR) && fa.p_15().compareTo(limit) > 0) {
            found.add(
                    FA + "/P_15",
                    fa.p_15(),
                    "a simplified invoice is for at most " + limit + " "
                            + fa.kodWaluty().text());
        }
    }
}
