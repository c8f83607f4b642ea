package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.TRachunekBankowy;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Bank accounts. */
final class AccountChecks {

    private static final Pattern NRB = Pattern.compile("[0-9]{26}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final int POLISH_IBAN_LENGTH = 28;

    private AccountChecks() {}

    /** Accounts that are neither Polish ones nor IBANs have no check digits. */
    static void checkDigits(Faktura invoice, Found found) {
        Fa.Platnosc payment = invoice.fa().platnosc();
        if (payment != null) {
            checkDigits(FA + "/Platnosc/RachunekBankowy", payment.rachunekBankowy(), found);
            checkDigits(FA + "/Platnosc/RachunekBankowyFaktora", payment.rachunekBankowyFaktora(), found);
        }
    }

    private static void checkDigits(String xpath, List<TRachunekBankowy> accounts, Found found) {
        for (int i = 0; i < accounts.size(); i++) {
            String account = accounts.get(i).nrRB().replace(" ", "").toUpperCase(Locale.ROOT);
            String iban = NRB.matcher(account).matches() ? "PL" + account : account;
            if (IBAN.matcher(iban).matches() && !isIban(iban)) {
                found.add(
                        Found.one(xpath, i) + "/NrRB",
                        Found.MASKED,
                        "the check digits of the account are wrong, or it has a digit too many or too few");
            }
        }
    }

    private static boolean isIban(String iban) {
        if (iban.startsWith("PL") && iban.length() != POLISH_IBAN_LENGTH) {
            return false;
        }
        var digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }
}
