package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfInvoicingTest {

    private static final String BUYER = "5265877635";
    private static final String SELLER = "1111111111";

    private static @Nullable Nip nip(@Nullable String value) {
        return value == null ? null : new Nip(value);
    }

    private static InvoiceFacts facts(@Nullable String seller, @Nullable String buyer, FormCode form) {
        return new InvoiceFacts(form, nip(seller), nip(buyer), null, null, null, false, new Sha256("hash"), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "NIP, 5265877635, true",
        "INTERNAL_ID, 5265877635-12345, true",
        "NIP_VAT_UE, 5265877635-DE123456789, true",
        "NIP, 1111111111, false",
        "INTERNAL_ID, 1111111111-12345, false",
        "NIP, 7762811692, false",
        "PEPPOL_ID, PPL123456, false"
    })
    void invoice_isSelfInvoiced_ifItsBuyerIsTheContext_andItsSellerIsNot(
            ContextIdentifier.Type type, String value, boolean expected) {
        var selfInvoicing = new SelfInvoicing(type.of(value));
        assertThat(selfInvoicing.isMeant(facts(SELLER, BUYER, FormCode.FA_3))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5265877635,5265877635", "5265877635,", ",5265877635", "1111111111,", ","})
    void invoiceOfTheContextItself_orWithAPartyUnknown_isNotSelfInvoiced(
            @Nullable String seller, @Nullable String buyer) {
        assertThat(new SelfInvoicing(Nip.of(BUYER)).isMeant(facts(seller, buyer, FormCode.FA_3)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"FA (3),true", "FA (2),true", "FA_RR (1),false"})
    void invoiceOfAFarmer_isNotSelfInvoiced(String form, boolean expected) {
        FormCode code = switch (form) {
            case "FA (3)" -> FormCode.FA_3;
            case "FA (2)" -> FormCode.FA_2;
            default -> FormCode.FA_RR_1;
        };
        assertThat(new SelfInvoicing(Nip.of(BUYER)).isMeant(facts(SELLER, BUYER, code)))
                .isEqualTo(expected);
    }
}
