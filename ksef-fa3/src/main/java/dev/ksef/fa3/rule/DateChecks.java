package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates that contradict each other. */
final class DateChecks {

    private static final int DAYS_BEFORE_SALE = 60;

    private DateChecks() {}

    static void period(Faktura invoice, Found found) {
        Fa.OkresFa period = invoice.fa().okresFa();
        if (period != null && period.p_6_Od().isAfter(period.p_6_Do())) {
            found.add(
                    FA + "/OkresFa/P_6_Od",
                    period.p_6_Od().toString(),
                    "the period ends before, on " + period.p_6_Do());
        }
    }

    static void bothSaleDates(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        for (int i = 0; fa.p_6() != null && i < fa.faWiersz().size(); i++) {
            LocalDate ofLine = fa.faWiersz().get(i).p_6A();
            if (ofLine != null) {
                found.add(
                        Found.one(FA + "/FaWiersz", i) + "/P_6A",
                        ofLine.toString(),
                        "P_6, the common date of all lines, is there as well");
            }
        }
    }

    /** Invoices for a period, such as those for electricity and rent, may be earlier. */
    static void tooEarly(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa) || fa.okresFa() != null) {
            return;
        }
        tooEarly(FA + "/P_6", fa, fa.p_6(), found);
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            tooEarly(
                    Found.one(FA + "/FaWiersz", i) + "/P_6A",
                    fa,
                    fa.faWiersz().get(i).p_6A(),
                    found);
        }
    }

    private static void tooEarly(String xpath, Fa fa, @Nullable LocalDate sale, Found found) {
        if (sale != null && sale.isAfter(fa.p_1().plusDays(DAYS_BEFORE_SALE))) {
            found.add(xpath, sale.toString(), "it is more than 60 days after the date of issue, " + fa.p_1());
        }
    }

    static void paidLater(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        Fa.Platnosc payment = fa.platnosc();
        if (payment == null) {
            return;
        }
        paidLater(FA + "/Platnosc/DataZaplaty", fa, payment.dataZaplaty(), found);
        List<Fa.Platnosc.ZaplataCzesciowa> parts = payment.zaplataCzesciowa();
        for (int i = 0; i < parts.size(); i++) {
            String xpath = Found.one(FA + "/Platnosc/ZaplataCzesciowa", i) + "/DataZaplatyCzesciowej";
            paidLater(xpath, fa, parts.get(i).dataZaplatyCzesciowej(), found);
        }
    }

    private static void paidLater(String xpath, Fa fa, @Nullable LocalDate paid, Found found) {
        if (paid != null && paid.isAfter(fa.p_1())) {
            found.add(xpath, paid.toString(), "an invoice tells payments made before it; it is of " + fa.p_1());
        }
    }

    /** Terms may be earlier on corrections, which repeat those of what they correct, and where all has been paid. */
    static void dueEarlier(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        Fa.Platnosc payment = fa.platnosc();
        if (payment == null
                || payment.zaplacono()
                || payment.znacznikZaplatyCzesciowej() == TWybor1_2._2
                || Kinds.isCorrection(fa)) {
            return;
        }
        List<Fa.Platnosc.TerminPlatnosci> terms = payment.terminPlatnosci();
        for (int i = 0; i < terms.size(); i++) {
            LocalDate due = terms.get(i).termin();
            if (due != null && due.isBefore(fa.p_1())) {
                found.add(
                        Found.one(FA + "/Platnosc/TerminPlatnosci", i) + "/Termin",
                        due.toString(),
                        "it is before the date of issue, " + fa.p_1());
            }
        }
    }

    static void transport(Faktura invoice, Found found) {
        Fa.WarunkiTransakcji terms = invoice.fa().warunkiTransakcji();
        if (terms == null) {
            return;
        }
        for (int i = 0; i < terms.transport().size(); i++) {
            DateTime begin = terms.transport().get(i).dataGodzRozpTransportu();
            DateTime end = terms.transport().get(i).dataGodzZakTransportu();
            if (begin != null && end != null && isAfter(begin, end)) {
                String xpath = Found.one(FA + "/WarunkiTransakcji/Transport", i) + "/DataGodzRozpTransportu";
                found.add(xpath, begin.text(), "the transport ends before, at " + end.text());
            }
        }
    }

    /** Times of which but one has an offset cannot be compared. */
    private static boolean isAfter(DateTime one, DateTime other) {
        if (one.instant().isPresent() && other.instant().isPresent()) {
            return one.instant().get().isAfter(other.instant().get());
        }
        return one.offset().isEmpty() && other.offset().isEmpty() && one.local().isAfter(other.local());
    }
}
