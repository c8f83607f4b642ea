package dev.ksef.fa3.rule;

/** Which check looks for what breaks a rule. */
final class RuleCatalogue {

    private RuleCatalogue() {}

    static RuleCheck of(Rule rule) {
        return switch (rule) {
            // Found by reading the invoice.
            case SCHEMA -> (invoice, found) -> {};
            case TOTAL -> SumChecks::total;
            case SALES_SUM_MISSING -> SumChecks::noSalesSum;
            case LINES_SUM -> SumChecks::lines;
            case LINE_VALUE -> SumChecks::lineValue;
            case CHARGES_SUM -> SumChecks::charges;
            case DEDUCTIONS_SUM -> SumChecks::deductions;
            case AMOUNT_DUE -> SumChecks::amountDue;
            case PARTIAL_ADVANCES_SUM -> SumChecks::partialAdvances;
            case ORDER_VALUE -> SumChecks::order;
            case TAX -> RateChecks::tax;
            case LINE_RATE_MISSING -> RateChecks::missing;
            case LINE_RATE_TWICE -> RateChecks::twice;
            case FORMER_RATE -> RateChecks::former;
            case TAX_IN_PLN_MISSING -> CurrencyChecks::taxInPln;
            case TAX_IN_PLN_NEEDLESS -> CurrencyChecks::needlessTaxInPln;
            case TAX_CONVERSION -> CurrencyChecks::conversion;
            case EXCHANGE_RATE_NEEDLESS -> CurrencyChecks::needlessRate;
            case EXCHANGE_RATE_MISSING -> CurrencyChecks::noRate;
            case EXCHANGE_RATE_SIGN -> CurrencyChecks::rateSign;
            case CONTRACT_CURRENCY -> CurrencyChecks::contractCurrency;
            case CASH_METHOD_NEEDLESS -> AnnotationChecks::cashMethod;
            case EXEMPTION_NOT_MARKED -> AnnotationChecks::exemptionMark;
            case EXEMPTION_WITHOUT_SALES -> AnnotationChecks::exemptionWithoutSales;
            case REVERSE_CHARGE_NOT_MARKED -> AnnotationChecks::reverseCharge;
            case SPLIT_PAYMENT_NOT_MARKED -> AnnotationChecks::splitPayment;
            case SELF_BILLING_BUYER -> AnnotationChecks::selfBilling;
            case NEW_TRANSPORT_LINE -> AnnotationChecks::newTransport;
            case TRIANGULAR_NUMBERS -> AnnotationChecks::triangular;
            case MARGIN_NOT_MARKED -> AnnotationChecks::marginMark;
            case MARGIN_SUM_MISSING -> AnnotationChecks::marginSum;
            case CORRECTED_MISSING -> CorrectionChecks::corrected;
            case CORRECTED_NEEDLESS -> CorrectionChecks::correctionOfNothing;
            case STATE_BEFORE_NEEDLESS -> CorrectionChecks::stateBefore;
            case CORRECTED_LATER -> CorrectionChecks::correctedLater;
            case AMOUNT_BEFORE_MISSING -> CorrectionChecks::amountBefore;
            case CORRECTED_OF_OTHER_SELLER -> CorrectionChecks::otherSeller;
            case SELLER_NIP_CHANGED -> CorrectionChecks::sellerNip;
            case BUYER_NIP_CHANGED -> CorrectionChecks::buyerNip;
            case ADVANCE_NUMBER_MISSING -> AdvanceChecks::numbers;
            case ADVANCE_NUMBER_TWICE -> AdvanceChecks::numberTwice;
            case ORDER_MISSING -> AdvanceChecks::order;
            case PERIOD_REVERSED -> DateChecks::period;
            case SALE_DATE_TWICE -> DateChecks::bothSaleDates;
            case ISSUED_TOO_EARLY -> DateChecks::tooEarly;
            case PAID_AFTER_ISSUE -> DateChecks::paidLater;
            case DUE_BEFORE_ISSUE -> DateChecks::dueEarlier;
            case TRANSPORT_REVERSED -> DateChecks::transport;
            case ACCOUNT_CHECK_DIGITS -> AccountChecks::checkDigits;
            case LINES_MISSING -> LineChecks::missing;
            case LINE_NUMBER_TWICE -> LineChecks::numberTwice;
            case LINE_NAME_MISSING -> LineChecks::name;
            case DESCRIBED_LINE -> LineChecks::described;
            case BUYER_DETAILS -> PartyChecks::buyerDetails;
            case BUYER_NIP_FIELD -> PartyChecks::buyerNip;
            case JST_RECIPIENT -> PartyChecks::jst;
            case GV_RECIPIENT -> PartyChecks::gv;
            case JST_NOT_MARKED -> PartyChecks::jstMark;
            case GV_NOT_MARKED -> PartyChecks::gvMark;
            case EU_VAT_NUMBER -> PartyChecks::vatNumber;
            case EU_BUYER_NUMBER -> PartyChecks::euBuyer;
            case EU_SELLER_PREFIX -> PartyChecks::euSeller;
            case SHARES -> PartyChecks::shares;
            case SIMPLIFIED_LIMIT -> PartyChecks::simplified;
        };
    }
}
