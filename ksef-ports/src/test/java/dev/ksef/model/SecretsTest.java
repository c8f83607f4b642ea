package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.link.SignedLink;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");

    @Test
    void secret_isNeverPrinted() {
        var tokens = new AuthenticationTokens(new AccessToken("sec-ret", LATER), new RefreshToken("sec-ret", LATER));
        assertThat(tokens.toString() + KsefToken.of("sec-ret") + ContentKey.of(new byte[32], new byte[16]))
                .doesNotContain("sec-ret")
                .contains("redacted");
    }

    @Test
    void secrets_areEqualByKindAndText() {
        assertThat(new AccessToken("a", LATER)).isEqualTo(new AccessToken("a", LATER.plusDays(1)));
        assertThat(new AccessToken("a", LATER)).isNotEqualTo(new AccessToken("b", LATER));
        assertThat((Object) new AccessToken("a", LATER)).isNotEqualTo(new RefreshToken("a", LATER));
        assertThat(new AccessToken("a", LATER)).hasSameHashCodeAs(new AccessToken("a", LATER));
    }

    @Test
    void signedLink_thatLeadsNowhere_isRefusedWithoutQuotingIt() {
        for (String odd : new String[] {
            "",
            "sec-ret",
            "/storage?sig=sec-ret",
            "ftp://host/sec-ret",
            "https://a:sec-ret@host/",
            "https://ho st/sec-ret"
        }) {
            assertThatThrownBy(() -> SignedLink.of(odd))
                    .as(odd)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("sec-ret")
                    .hasNoCause();
        }
        SignedLink link = SignedLink.of("https://host/a?sig=sec-ret%2F");
        assertThat(link.address().getRawQuery()).isEqualTo("sig=sec-ret%2F");
        assertThat(link.toString()).isEqualTo("SignedLink[redacted]");
    }

    @Test
    void ksefToken_isTakenWithoutTheSpaceAroundIt_andWithPipesWithin() {
        assertThat(KsefToken.of(" a|b|c\n").reveal()).isEqualTo("a|b|c");
        for (String copied : List.of(
                "\uFEFFa|b|c",
                "\u00A0a|b|c\u202F\u2007",
                "\u200Ba|b|c\u200D\u2060",
                "a|\u00ADb|\u200B\uFEFFc",
                " a|\r\nb|c \uFEFF\u3000\t")) {
            assertThat(KsefToken.of(copied).reveal()).isEqualTo("a|b|c");
        }
        assertThatThrownBy(() -> KsefToken.of("\uFEFF\u00A0\u200B")).hasMessageContaining("empty");
        assertThatThrownBy(() -> KsefToken.of("  ")).hasMessageContaining("empty");
        assertThatThrownBy(() -> KsefToken.of("x".repeat(161)))
                .hasMessageContaining("160")
                .hasMessageNotContaining("xxx");
    }

    @Test
    void contentKey_ofAnotherLength_isRefusedWithTheLengths() {
        assertThatThrownBy(() -> ContentKey.of(new byte[16], new byte[16]))
                .hasMessageContaining("32 bytes, this one has 16");
        assertThatThrownBy(() -> ContentKey.of(new byte[32], new byte[24]))
                .hasMessageContaining("16 bytes, this one has 24");
    }

    @Test
    void contentKey_keepsItsBytesToItself() {
        byte[] key = new byte[32];
        var contentKey = ContentKey.of(key, new byte[16]);
        key[0] = 1;
        contentKey.key()[1] = 1;
        assertThat(contentKey.key()).containsOnly(0);
    }

    @Test
    void contentKey_closedWhileItIsRead_yieldsItsBytesOrNone() throws InterruptedException {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 1);
        for (int i = 0; i < 2_000; i++) {
            var contentKey = ContentKey.of(ones, new byte[16]);
            var closer = new Thread(contentKey::close);
            closer.start();
            try {
                assertThat(contentKey.key()).isEqualTo(ones);
            } catch (IllegalStateException closed) {
                assertThat(closed).hasMessageContaining("closed");
            }
            closer.join();
        }
    }

    @Test
    void token_thatNoHeaderCarries_isRefusedWithoutQuotingIt() {
        for (String odd : new String[] {"", "sec-ret\n", "sec ret", "sęcret"}) {
            assertThatThrownBy(() -> new AccessToken(odd, LATER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("ret");
        }
        assertThat(new AccessToken("a", OffsetDateTime.MAX).validUntilMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void contentKey_onceClosed_isGone_butItsCopyLives() {
        var contentKey = ContentKey.of(new byte[32], new byte[16]);
        var copy = contentKey.copy();
        contentKey.close();
        assertThatThrownBy(contentKey::key).isInstanceOf(IllegalStateException.class);
        assertThat(copy.key()).hasSize(32);
    }
}
