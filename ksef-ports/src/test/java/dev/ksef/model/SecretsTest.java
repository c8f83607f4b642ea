package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.link.SignedLink;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.UpoPage;
import java.io.File;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");

    @Test
    void secret_isNeverPrinted() {
        var tokens = new AuthenticationTokens(new AccessToken("sec-ret", LATER), new RefreshToken("sec-ret", LATER));
        assertThat(tokens.toString() + KsefToken.of("sec-ret") + ContentKey.of(new byte[32], new byte[16]))
                .doesNotContain("sec-ret")
                .contains("redacted");
        assertThat(ContentKey.of(new byte[32], new byte[16])).hasToString("ContentKey[redacted]");
        byte[] invoice = "<Faktura>sec-ret</Faktura>".getBytes(StandardCharsets.UTF_8);
        assertThat(InvoiceXml.of(invoice)).hasToString("InvoiceXml[" + invoice.length + " bytes]");
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
    void signedLinks_ofAnswers_areShownByNoRecord() {
        SignedLink link = SignedLink.of("https://host/a?sig=sec-ret");
        var page = new UpoPage(new ReferenceNumber("EU-1"), link, null);
        var invoice = new SessionInvoice(
                new ReferenceNumber("EE-1"), null, null, null, null, null, null, null, null, null, link, null, null);
        assertThat(page + " " + page.downloadUrl() + invoice + invoice.upoDownloadUrl())
                .doesNotContain("sec-ret");
    }

    /** What prints a record component by component, such as a JSON library, would print a plain text. */
    @Test
    void recordsOfTheModel_haveNoSecretAsPlainText() throws Exception {
        Set<String> noSecrets = Set.of(
                // Encrypted for KSeF.
                "KsefTokenAuthentication.encryptedToken",
                // The place in a list: of no use without a bearer.
                "SessionsPage.continuationToken",
                "SessionInvoicesPage.continuationToken",
                "AuthenticationSessionsPage.continuationToken",
                "TokensPage.continuationToken",
                "CollectiveIdentifiersPage.continuationToken",
                "IdentifiedInvoicesPage.continuationToken");
        var root = Path.of(SecretsTest.class
                        .getResource("/dev/ksef/model/ReferenceNumber.class")
                        .toURI())
                .getParent();
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '.');
                Class<?> type = Class.forName("dev.ksef.model." + name.substring(0, name.length() - ".class".length()));
                for (RecordComponent component :
                        type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
                    if (component.getType() == String.class
                            && component.getName().matches("(?i).*(url|uri|link|token|secret|password|pin)")) {
                        texts.add(type.getSimpleName() + "." + component.getName());
                    }
                }
            }
        }
        assertThat(texts).containsExactlyInAnyOrderElementsOf(noSecrets);
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
