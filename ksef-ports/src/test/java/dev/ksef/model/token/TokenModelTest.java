package dev.ksef.model.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefToken;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenModelTest {

    private static final ReferenceNumber NUMBER = ReferenceNumber.of("20261102-EC-1111111111-2222222222-33");

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 257})
    void descriptionOfAnotherLength_isRefusedWithTheReason(int length) {
        assertThatThrownBy(() -> GenerateToken.of("x".repeat(length), List.of(TokenPermission.INVOICE_READ)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 to 256 characters, not " + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 256})
    void description_ofTheDocumentedLengths_isTaken(int length) {
        assertThat(GenerateToken.of("x".repeat(length), List.of(TokenPermission.INVOICE_READ))
                        .description())
                .hasSize(length);
    }

    @Test
    void tokenWithoutRights_isRefused_andRightsAreNamedOnce() {
        assertThatThrownBy(() -> GenerateToken.of("Sklep", List.of())).hasMessageContaining("needs a permission");
        assertThat(GenerateToken.of(
                                "Sklep",
                                List.of(
                                        TokenPermission.INVOICE_WRITE,
                                        TokenPermission.INVOICE_READ,
                                        TokenPermission.INVOICE_WRITE))
                        .permissions())
                .containsExactly(TokenPermission.INVOICE_READ, TokenPermission.INVOICE_WRITE);
    }

    @Test
    void secretAndAuthor_areShownNowhere() {
        var generated = new GeneratedToken(NUMBER, KsefToken.of("sec-ret"));
        var author = new TokenMetadata.Author(OpenEnum.of(TokenAuthorType.PESEL), "80010112345");
        var metadata = new TokenMetadata(NUMBER, author, null, "Sklep", List.of(), null, null, null, List.of());
        TokenFilter filter = TokenFilter.ALL.by(TokenAuthorType.PESEL, "80010112345");
        assertThat(generated + " " + author + " " + metadata + " " + filter)
                .doesNotContain("sec-ret", "80010112345")
                .contains(NUMBER.value());
    }

    @Test
    void filter_thatKsefWouldRefuse_isRefusedWithTheReason() {
        assertThatThrownBy(() -> TokenFilter.ALL.described("ab")).hasMessageContaining("at least 3 characters, not 2");
        assertThatThrownBy(() -> TokenFilter.ALL.by(TokenAuthorType.NIP, "52")).hasMessageContaining("at least 3");
        assertThatThrownBy(() -> TokenFilter.ALL.pageSize(9)).hasMessageContaining("10 to 100 tokens, not 9");
        assertThat(TokenFilter.ALL.with(TokenStatus.ACTIVE).described("abc").pageSize(10))
                .isEqualTo(new TokenFilter(List.of(TokenStatus.ACTIVE), "abc", null, null, 10));
    }
}
