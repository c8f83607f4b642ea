package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import java.time.OffsetDateTime;
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
    void ksefToken_isTakenWithoutTheSpaceAroundIt_andWithPipesWithin() {
        assertThat(KsefToken.of(" a|b|c\n").reveal()).isEqualTo("a|b|c");
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
    void contentKey_onceClosed_isGone_butItsCopyLives() {
        var contentKey = ContentKey.of(new byte[32], new byte[16]);
        var copy = contentKey.copy();
        contentKey.close();
        assertThatThrownBy(contentKey::key).isInstanceOf(IllegalStateException.class);
        assertThat(copy.key()).hasSize(32);
    }
}
