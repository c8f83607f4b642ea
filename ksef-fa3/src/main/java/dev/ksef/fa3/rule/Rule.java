package dev.ksef.fa3.rule;

import dev.ksef.model.finding.InvoiceFinding.Severity;

/**
 * What an FA(3) is checked for beside its schema. Names of fields are those of the schema; {@code x} stands for the number of a
 * rate.
 *
 * <p>All but {@link #SCHEMA} are warnings: KSeF takes invoices that break them. It compares no sums and no rates, and needs
 * neither lines nor what a correction corrects (<a href="https://github.com/CIRFMF/ksef-api/issues/703">703</a>, <a
 * href="https://github.com/CIRFMF/ksef-api/issues/716">716</a>). Where the Ministry's own examples differ from the plain
 * reading of a text, the rule follows the examples.
 */
public enum Rule {
    /** The invoice obeys the schema of FA(3). Found when it is read; the only rule here that KSeF checks. */
    SCHEMA(
            Severity.ERROR,
            RuleSource.verification("Weryfikacja XML"),
            "The invoice obeys the schema of FA(3). Found when it is read; the only rule here that " + "KSeF checks.",
            "Correct the element by the schema"),

    // Sums.

    /** P_15 is the sum of all P_13 and P_14, but for half a cent for each line and sum, and one cent in any case. */
    TOTAL(
            Severity.WARNING,
            RuleSource.schema("P_15"),
            "P_15 is the sum of all P_13 and P_14, but for half a cent for each line and sum, and one "
                    + "cent in any case.",
            "Compute P_15 from P_13 and P_14"),
    /** An invoice of the kind VAT or ZAL whose P_15 is not zero has a P_13. */
    SALES_SUM_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 13"),
            "An invoice of the kind VAT or ZAL whose P_15 is not zero has a P_13.",
            "Fill in the P_13 of the rate or procedure"),
    /**
     * In the kinds VAT and KOR, P_11 of the lines of a rate add up to its P_13, or P_11A to P_13 and P_14. Lines with
     * StanPrzed count negative.
     */
    LINES_SUM(
            Severity.WARNING,
            RuleSource.schema("P_13_1 to P_13_11"),
            "In the kinds VAT and KOR, P_11 of the lines of a rate add up to its P_13, or P_11A to "
                    + "P_13 and P_14. Lines with StanPrzed count negative.",
            "Sum up the lines by P_12, or correct the rate of the line"),
    /**
     * P_11 is P_8B by P_9A, and P_11A is P_8B by P_9B, less P_10, for the line or per piece, as far as the decimals of price
     * and quantity tell. Not in corrections.
     */
    LINE_VALUE(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 8 to 11"),
            "P_11 is P_8B by P_9A, and P_11A is P_8B by P_9B, less P_10, for the line or per piece, "
                    + "as far as the decimals of price and quantity tell. Not in corrections.",
            "Correct quantity, price, rebate or value of the line"),
    /** SumaObciazen is the sum of Obciazenia. */
    CHARGES_SUM(
            Severity.WARNING,
            RuleSource.schema("SumaObciazen"),
            "SumaObciazen is the sum of Obciazenia.",
            "Sum up the charges"),
    /** SumaOdliczen is the sum of Odliczenia. */
    DEDUCTIONS_SUM(
            Severity.WARNING,
            RuleSource.schema("SumaOdliczen"),
            "SumaOdliczen is the sum of Odliczenia.",
            "Sum up the deductions"),
    /** DoZaplaty is P_15 with Obciazenia and less Odliczenia. */
    AMOUNT_DUE(
            Severity.WARNING,
            RuleSource.schema("DoZaplaty"),
            "DoZaplaty is P_15 with Obciazenia and less Odliczenia.",
            "Compute DoZaplaty again, or leave it out"),
    /** In the kind ZAL, P_15Z of all ZaliczkaCzesciowa add up to P_15. */
    PARTIAL_ADVANCES_SUM(
            Severity.WARNING,
            RuleSource.schema("P_15Z"),
            "In the kind ZAL, P_15Z of all ZaliczkaCzesciowa add up to P_15.",
            "Name each payment, or correct P_15"),
    /** WartoscZamowienia is the sum of P_11NettoZ and P_11VatZ of the lines of the order. Not in corrections. */
    ORDER_VALUE(
            Severity.WARNING,
            RuleSource.schema("WartoscZamowienia"),
            "WartoscZamowienia is the sum of P_11NettoZ and P_11VatZ of the lines of the order. Not "
                    + "in corrections.",
            "Sum up the lines of the order, with their tax"),

    // Rates.

    /** P_14 is P_13 by the rate, rounded once, line by line or payment by payment. Not in corrections. */
    TAX(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 14"),
            "P_14 is P_13 by the rate, rounded once, line by line or payment by payment. Not in corrections.",
            "Compute the tax by the rate of P_13_x, or move the amount to the sum of its rate"),
    /** A line with a value has a rate, in the kind VAT without exempt, foreign, margin or reverse charge sales. */
    LINE_RATE_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 12"),
            "A line with a value has a rate, in the kind VAT without exempt, foreign, margin or "
                    + "reverse charge sales.",
            "Fill in P_12, or P_12_XII for the special procedure OSS"),
    /** A line has P_12 or P_12_XII, not both. */
    LINE_RATE_TWICE(
            Severity.WARNING,
            RuleSource.schema("P_12_XII"),
            "A line has P_12 or P_12_XII, not both.",
            "Keep P_12_XII for sales under OSS and P_12 for all others"),
    /** The rates 22, 7 and 3 are for sales before 2011. Not in corrections. */
    FORMER_RATE(
            Severity.WARNING,
            RuleSource.act("art. 146ef"),
            "The rates 22, 7 and 3 are for sales before 2011. Not in corrections.",
            "Use 23, 8 or 4, or tell the date of the sale"),

    // Currency.

    /** In another currency than PLN, each P_14 that is not zero is told in PLN as well, in P_14_xW. */
    TAX_IN_PLN_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 11"),
            "In another currency than PLN, each P_14 that is not zero is told in PLN as well, in " + "P_14_xW.",
            "Fill in P_14_xW by the exchange rate of art. 31a"),
    /** An invoice in PLN has no P_14_xW. */
    TAX_IN_PLN_NEEDLESS(
            Severity.WARNING,
            RuleSource.schema("P_14_1W"),
            "An invoice in PLN has no P_14_xW.",
            "Leave P_14_xW out, or correct KodWaluty"),
    /** P_14_xW is P_14_x by the exchange rate, if all lines and payments have the same. Not in corrections. */
    TAX_CONVERSION(
            Severity.WARNING,
            RuleSource.schema("P_14_1W, KursWaluty"),
            "P_14_xW is P_14_x by the exchange rate, if all lines and payments have the same. Not in corrections.",
            "Convert the tax by the rate of the invoice, or correct KursWaluty"),
    /** An invoice in PLN has no KursWaluty and no KursWalutyZ. */
    EXCHANGE_RATE_NEEDLESS(
            Severity.WARNING,
            RuleSource.schema("KursWaluty, KursWalutyZ"),
            "An invoice in PLN has no KursWaluty and no KursWalutyZ.",
            "Leave the rate out; a rate by contract belongs in KursUmowny"),
    /**
     * In another currency than PLN, where a P_14 is not zero, there is an exchange rate: KursWalutyZ, KursWaluty or
     * KursWalutyZW. Not in corrections.
     */
    EXCHANGE_RATE_MISSING(
            Severity.WARNING,
            RuleSource.schema("KursWaluty, KursWalutyZ, KursWalutyZW"),
            "In another currency than PLN, where a P_14 is not zero, there is an exchange rate: "
                    + "KursWalutyZ, KursWaluty or KursWalutyZW. Not in corrections.",
            "Fill in KursWaluty of the lines, or KursWalutyZ in the kind ZAL"),
    /** An exchange rate is more than zero. */
    EXCHANGE_RATE_SIGN(
            Severity.WARNING,
            RuleSource.schema("KursWaluty, KursWalutyZ"),
            "An exchange rate is more than zero.",
            "Fill in the rate: PLN for one unit of the other currency"),
    /** WalutaUmowna is the currency of which amounts were converted to PLN, so it is not PLN. */
    CONTRACT_CURRENCY(
            Severity.WARNING,
            RuleSource.schema("WalutaUmowna"),
            "WalutaUmowna is the currency of which amounts were converted to PLN, so it is not PLN.",
            "Name the currency of the contract, or leave KursUmowny and WalutaUmowna out"),

    // Annotations.

    /**
     * Where all sales are supplies of goods to other countries of the EU (P_13_6_2, rate 0 WDT), P_16 is 2. Not in
     * corrections.
     */
    CASH_METHOD_NEEDLESS(
            Severity.WARNING,
            RuleSource.act("art. 21 ust. 6 pkt 2 lit. b"),
            "Where all sales are supplies of goods to other countries of the EU (P_13_6_2, rate 0 WDT), P_16 "
                    + "is 2. Not in corrections.",
            "Set P_16 to 2: the cash method does not apply to such supplies"),
    /** Where there are exempt sales (P_13_7, rate zw), P_19 is there with the provision that exempts them. */
    EXEMPTION_NOT_MARKED(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 19"),
            "Where there are exempt sales (P_13_7, rate zw), P_19 is there with the provision that " + "exempts them.",
            "Replace P_19N by P_19 with P_19A, P_19B or P_19C"),
    /** In the kind VAT, P_19 is there only where there are exempt sales. */
    EXEMPTION_WITHOUT_SALES(
            Severity.WARNING,
            RuleSource.schema("P_19, P_13_7"),
            "In the kind VAT, P_19 is there only where there are exempt sales.",
            "Replace P_19 by P_19N, or fill in P_13_7"),
    /** Where the buyer pays the tax (P_13_9, P_13_10, rates np II and oo), P_18 is 1. */
    REVERSE_CHARGE_NOT_MARKED(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 18"),
            "Where the buyer pays the tax (P_13_9, P_13_10, rates np II and oo), P_18 is 1.",
            "Set P_18 to 1"),
    /**
     * Above 15 000 PLN, with a line marked P_12_Zal_15 and a buyer with a NIP, P_18A is 1. Amounts in PLN only; not in
     * corrections.
     */
    SPLIT_PAYMENT_NOT_MARKED(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 18a"),
            "Above 15 000 PLN, with a line marked P_12_Zal_15 and a buyer with a NIP, P_18A is 1. "
                    + "Amounts in PLN only; not in corrections.",
            "Set P_18A to 1"),
    /** Where the buyer issues the invoice (P_17), Podmiot2 has a tax number. */
    SELF_BILLING_BUYER(
            Severity.WARNING,
            RuleSource.act("art. 106d ust. 1"),
            "Where the buyer issues the invoice (P_17), Podmiot2 has a tax number.",
            "Fill in the buyer's number, or set P_17 to 2"),
    /** P_NrWierszaNST is the NrWierszaFa of a line. */
    NEW_TRANSPORT_LINE(
            Severity.WARNING,
            RuleSource.schema("P_NrWierszaNST"),
            "P_NrWierszaNST is the NrWierszaFa of a line.",
            "Name the line in which the new means of transport is sold"),
    /** Where P_23 is 1, there are PrefiksPodatnika of the seller and KodUE of the buyer. */
    TRIANGULAR_NUMBERS(
            Severity.WARNING,
            RuleSource.act("art. 136 ust. 1 pkt 3, 4"),
            "Where P_23 is 1, there are PrefiksPodatnika of the seller and KodUE of the buyer.",
            "Fill in both, or set P_23 to 2"),
    /** Where there are sales of a margin scheme (P_13_11), P_PMarzy is there. */
    MARGIN_NOT_MARKED(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 2, 3"),
            "Where there are sales of a margin scheme (P_13_11), P_PMarzy is there.",
            "Replace P_PMarzyN by P_PMarzy with the scheme"),
    /** In the kind VAT, P_13_11 is there where P_PMarzy is. */
    MARGIN_SUM_MISSING(
            Severity.WARNING,
            RuleSource.schema("P_13_11"),
            "In the kind VAT, P_13_11 is there where P_PMarzy is.",
            "Fill in P_13_11, or replace P_PMarzy by P_PMarzyN"),

    // Corrections.

    /** A correction names what it corrects, in DaneFaKorygowanej. */
    CORRECTED_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106j ust. 2 pkt 2a, 3"),
            "A correction names what it corrects, in DaneFaKorygowanej.",
            "Fill in date, number and KSeF number of the corrected invoice"),
    /** Only corrections have DaneFaKorygowanej. */
    CORRECTED_NEEDLESS(
            Severity.WARNING,
            RuleSource.schema("RodzajFaktury, DaneFaKorygowanej"),
            "Only corrections have DaneFaKorygowanej.",
            "Set RodzajFaktury to KOR, KOR_ZAL or KOR_ROZ, or leave DaneFaKorygowanej out"),
    /** Only corrections have lines with StanPrzed. */
    STATE_BEFORE_NEEDLESS(
            Severity.WARNING,
            RuleSource.schema("StanPrzed"),
            "Only corrections have lines with StanPrzed.",
            "Leave StanPrzed out, or correct RodzajFaktury"),
    /** What is corrected is not later than the correction. */
    CORRECTED_LATER(
            Severity.WARNING,
            RuleSource.act("art. 106j ust. 1"),
            "What is corrected is not later than the correction.",
            "Correct DataWystFaKorygowanej or P_1"),
    /** The kinds KOR_ZAL and KOR_ROZ tell the amount before the correction, in P_15ZK. */
    AMOUNT_BEFORE_MISSING(
            Severity.WARNING,
            RuleSource.schema("P_15ZK"),
            "The kinds KOR_ZAL and KOR_ROZ tell the amount before the correction, in P_15ZK.",
            "Fill in P_15ZK"),
    /**
     * NrKSeFFaKorygowanej begins with the NIP of the seller, in Podmiot1K if it is there, otherwise in Podmiot1. It
     * may be that of a Podmiot3, or that of the buyer where he issues the invoice (P_17).
     */
    CORRECTED_OF_OTHER_SELLER(
            Severity.WARNING,
            RuleSource.ksefNumber(),
            "NrKSeFFaKorygowanej begins with the NIP of the seller, in Podmiot1K if it is there, otherwise in "
                    + "Podmiot1. It may be that of a Podmiot3, or that of the buyer where he issues the invoice (P_17).",
            "Copy the KSeF number of the corrected invoice again, or correct the NIP of the seller"),
    /** A correction of the seller's data does not change the NIP. */
    SELLER_NIP_CHANGED(
            Severity.WARNING,
            RuleSource.schema("Podmiot1K"),
            "A correction of the seller's data does not change the NIP.",
            "Correct an invoice with a wrong NIP to zero, and issue a new one"),
    /** A correction of a buyer's data does not change the NIP. */
    BUYER_NIP_CHANGED(
            Severity.WARNING,
            RuleSource.schema("Podmiot2K"),
            "A correction of a buyer's data does not change the NIP.",
            "Correct an invoice with a wrong NIP to zero, and issue a new one"),

    // Advances.

    /** The kind ROZ names its advance invoices, in FakturaZaliczkowa. */
    ADVANCE_NUMBER_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106f ust. 3"),
            "The kind ROZ names its advance invoices, in FakturaZaliczkowa.",
            "Fill in the KSeF number of each advance invoice, or its number if it was issued outside " + "KSeF"),
    /** Each advance invoice is named once. */
    ADVANCE_NUMBER_TWICE(
            Severity.WARNING,
            RuleSource.schema("FakturaZaliczkowa"),
            "Each advance invoice is named once.",
            "Leave the second one out"),
    /** The kind ZAL tells what was ordered, in Zamowienie. */
    ORDER_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106f ust. 1 pkt 4"),
            "The kind ZAL tells what was ordered, in Zamowienie.",
            "Fill in the order or contract"),

    // Dates.

    /** P_6_Od is not later than P_6_Do. */
    PERIOD_REVERSED(
            Severity.WARNING,
            RuleSource.schema("P_6_Od, P_6_Do"),
            "P_6_Od is not later than P_6_Do.",
            "Exchange the dates"),
    /** P_6 is the date of all lines, P_6A the date of one where they differ; there are not both. */
    SALE_DATE_TWICE(
            Severity.WARNING,
            RuleSource.schema("P_6, P_6A"),
            "P_6 is the date of all lines, P_6A the date of one where they differ; there are not " + "both.",
            "Keep P_6A, if the dates differ, otherwise P_6"),
    /** P_1 is at most 60 days before P_6 and P_6A. Not in corrections, and not for a period (OkresFa). */
    ISSUED_TOO_EARLY(
            Severity.WARNING,
            RuleSource.act("art. 106i ust. 7, 8"),
            "P_1 is at most 60 days before P_6 and P_6A. Not in corrections, and not for a period " + "(OkresFa).",
            "Issue it later, or tell the period in OkresFa, if it is one for which that is allowed"),
    /** Payments that the invoice tells were made until P_1. */
    PAID_AFTER_ISSUE(
            Severity.WARNING,
            RuleSource.schema("DataZaplaty, DataZaplatyCzesciowej"),
            "Payments that the invoice tells were made until P_1.",
            "Leave later payments out; TerminPlatnosci is the date until which to pay"),
    /** What is still to pay is due on P_1 or later. Not in corrections. */
    DUE_BEFORE_ISSUE(
            Severity.WARNING,
            RuleSource.schema("Termin, P_1"),
            "What is still to pay is due on P_1 or later. Not in corrections.",
            "Correct Termin, or tell in DataZaplaty that it was paid"),
    /** A transport does not end before it begins. */
    TRANSPORT_REVERSED(
            Severity.WARNING,
            RuleSource.schema("DataGodzRozpTransportu, DataGodzZakTransportu"),
            "A transport does not end before it begins.",
            "Exchange the times"),

    // Bank accounts.

    /** NrRB with 26 digits or in the form of an IBAN has right check digits. */
    ACCOUNT_CHECK_DIGITS(
            Severity.WARNING,
            RuleSource.iban(),
            "NrRB with 26 digits or in the form of an IBAN has right check digits.",
            "Copy the account again"),

    // Lines.

    /** The kinds VAT, ROZ and UPR have lines. */
    LINES_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 7"),
            "The kinds VAT, ROZ and UPR have lines.",
            "Fill in FaWiersz"),
    /** Lines have different numbers. Not in corrections. */
    LINE_NUMBER_TWICE(
            Severity.WARNING,
            RuleSource.schema("NrWierszaFa"),
            "Lines have different numbers. Not in corrections.",
            "Number the lines from 1"),
    /** A line has a name. Not in corrections. */
    LINE_NAME_MISSING(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 7"),
            "A line has a name. Not in corrections.",
            "Fill in P_7"),
    /** NrWiersza of DodatkowyOpis is the number of a line, of the invoice or of the order. */
    DESCRIBED_LINE(
            Severity.WARNING,
            RuleSource.schema("DodatkowyOpis, NrWiersza"),
            "NrWiersza of DodatkowyOpis is the number of a line, of the invoice or of the order.",
            "Correct NrWiersza, or leave it out if the text is about the whole invoice"),

    // Parties.

    /** Podmiot2 has Nazwa and Adres. Not in simplified invoices. */
    BUYER_DETAILS(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 3"),
            "Podmiot2 has Nazwa and Adres. Not in simplified invoices.",
            "Fill in name and address of the buyer"),
    /** The NIP of a Polish buyer stands in NIP, not in NrVatUE or NrID. */
    BUYER_NIP_FIELD(
            Severity.WARNING,
            RuleSource.issue(622),
            "The NIP of a Polish buyer stands in NIP, not in NrVatUE or NrID.",
            "Move the number to NIP; only by it the buyer finds the invoice"),
    /** Where JST is 1, there is a Podmiot3 with the role 8 and NIP or IDWew. */
    JST_RECIPIENT(
            Severity.WARNING,
            RuleSource.schema("JST"),
            "Where JST is 1, there is a Podmiot3 with the role 8 and NIP or IDWew.",
            "Add the unit of the local government as Podmiot3, or set JST to 2"),
    /** Where GV is 1, there is a Podmiot3 with the role 10 and NIP or IDWew. */
    GV_RECIPIENT(
            Severity.WARNING,
            RuleSource.schema("GV"),
            "Where GV is 1, there is a Podmiot3 with the role 10 and NIP or IDWew.",
            "Add the member of the VAT group as Podmiot3, or set GV to 2"),
    /** Where a Podmiot3 has the role 8, JST is 1. */
    JST_NOT_MARKED(
            Severity.WARNING,
            RuleSource.schema("JST"),
            "Where a Podmiot3 has the role 8, JST is 1.",
            "Set JST to 1, or correct the role"),
    /** Where a Podmiot3 has the role 10, GV is 1. */
    GV_NOT_MARKED(
            Severity.WARNING,
            RuleSource.schema("GV"),
            "Where a Podmiot3 has the role 10, GV is 1.",
            "Set GV to 1, or correct the role"),
    /** NrVatUE has the form of VAT numbers of KodUE, and does not repeat the prefix. */
    EU_VAT_NUMBER(
            Severity.WARNING,
            RuleSource.vies(),
            "NrVatUE has the form of VAT numbers of KodUE, and does not repeat the prefix.",
            "Correct the number; VIES tells whether it is valid"),
    /** Where there are sales to taxpayers in the EU (P_13_6_2, P_13_9), the buyer has KodUE and NrVatUE. Not for new means of transport (P_22). */
    EU_BUYER_NUMBER(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 1 pkt 24"),
            "Where there are sales to taxpayers in the EU (P_13_6_2, P_13_9), the buyer has KodUE and NrVatUE. "
                    + "Not for new means of transport (P_22).",
            "Fill in the buyer's VAT number in the EU"),
    /** Where there are sales to taxpayers in the EU (P_13_6_2, P_13_9), the seller has PrefiksPodatnika. */
    EU_SELLER_PREFIX(
            Severity.WARNING,
            RuleSource.act("art. 97 ust. 10 pkt 2, 3"),
            "Where there are sales to taxpayers in the EU (P_13_6_2, P_13_9), the seller has " + "PrefiksPodatnika.",
            "Fill in PrefiksPodatnika: PL"),
    /** Shares of additional buyers add up to at most 100%. */
    SHARES(
            Severity.WARNING,
            RuleSource.schema("Udzial"),
            "Shares of additional buyers add up to at most 100%.",
            "Correct Udzial: what is left of 100% is the share of Podmiot2"),
    /** A simplified invoice (UPR) is for at most 450 PLN or 100 EUR. */
    SIMPLIFIED_LIMIT(
            Severity.WARNING,
            RuleSource.act("art. 106e ust. 5 pkt 3"),
            "A simplified invoice (UPR) is for at most 450 PLN or 100 EUR.",
            "Issue it as the kind VAT");

    private final Severity severity;

    // A record of immutable values.
    @SuppressWarnings("ImmutableEnumChecker")
    private final RuleSource source;

    private final String says;
    private final String remedy;

    Rule(Severity severity, RuleSource source, String says, String remedy) {
        this.severity = severity;
        this.source = source;
        this.says = says;
        this.remedy = remedy;
    }

    /** Returns {@code ERROR} if KSeF refuses an invoice that breaks it. */
    public Severity severity() {
        return severity;
    }

    /** Returns where the rule comes from. */
    public RuleSource source() {
        return source;
    }

    /** Returns what the rule demands. */
    public String says() {
        return says;
    }

    /** Returns what to do if it is broken. */
    public String remedy() {
        return remedy;
    }
}
