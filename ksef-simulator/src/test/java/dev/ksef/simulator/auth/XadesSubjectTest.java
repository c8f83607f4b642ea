package dev.ksef.simulator.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose certificate it is, and for whom it may act. */
class XadesSubjectTest extends XadesTest {

    private static final String PESEL = "44051401359";

    private final String nip = nip();

    private byte[] signed(TestSigner signer, String type, String value, String subjectType) {
        return new TestSignature(signer).enveloped(request(type, value, subjectType));
    }

    private byte[] signed(TestSigner signer) {
        return signed(signer, "Nip", nip, BY_SUBJECT);
    }

    @Test
    void owner_byItsNip_actsForItselfAndItsUnits() {
        TestSigner person = TestSigner.person("TINPL-" + nip);
        TestSigner seal = TestSigner.seal(nip);

        assertSignedIn(signed(seal), "a seal");
        assertSignedIn(signed(person), "a person with the NIP");
        assertSignedIn(signed(seal, "InternalId", nip + "-12345", BY_SUBJECT), "an internal identifier");
        assertNoRights(signed(seal, "InternalId", nip() + "-12345", BY_SUBJECT), "somebody else's unit");
        assertNoRights(signed(seal, "Nip", nip(), BY_SUBJECT), "somebody else");
    }

    @ParameterizedTest
    @CsvSource({"Nip, %s", "InternalId, %s-12345", "PeppolId, PPL123456"})
    void grant_toAPesel_letsItIn_andRevokedNoLonger(String type, String value) {
        String context = value.formatted(nip);
        TestSigner person = TestSigner.person("PNOPL-" + PESEL);
        assertNoRights(signed(person, type, context, BY_SUBJECT), "before");

        simulator().grant(PESEL, context);
        assertSignedIn(signed(person, type, context, BY_SUBJECT), "granted");

        simulator().revoke(PESEL, context);
        assertNoRights(signed(person, type, context, BY_SUBJECT), "revoked");
    }

    @Test
    void grant_toANip_letsItsSealIn() {
        String office = nip();
        TestSigner seal = TestSigner.seal(office);
        assertNoRights(signed(seal), "before");

        simulator().grant(office, nip);

        assertSignedIn(signed(seal), "granted");
    }

    @ParameterizedTest
    @CsvSource({"Nip, %s", "InternalId, %s-12345", "NipVatUe, %s-DE123456789", "PeppolId, PPL654321"})
    void grant_toAFingerprint_letsItIn(String type, String value) {
        String context = value.formatted(nip);
        TestSigner foreigner = TestSigner.named().build();
        simulator().revoke(foreigner.fingerprint(), context);
        assertNoRights(signed(foreigner, type, context, BY_FINGERPRINT), "before");

        simulator().grant(foreigner.fingerprint().toLowerCase(Locale.ROOT), context);

        assertSignedIn(signed(foreigner, type, context, BY_FINGERPRINT), "granted, letters of either case");
    }

    @Test
    void fingerprint_ofTheOwner_needsAGrantToo() {
        assertNoRights(
                signed(TestSigner.seal(nip), "Nip", nip, BY_FINGERPRINT), "known by its fingerprint it is nobody's");
    }

    @Test
    void grant_ofNoKnownShape_isRefused() {
        assertThatIllegalArgumentException()
                .as("subject")
                .isThrownBy(() -> simulator().grant("Kowalski", nip));
        assertThatIllegalArgumentException()
                .as("context")
                .isThrownBy(() -> simulator().grant(PESEL, nip + "-XX123"));
    }

    @Test
    void subject_withoutIdentifier_conflictsWithItsType() {
        assertRefused(signed(TestSigner.person("PNODE-1")), 21406, "a foreigner known by the subject");
        assertRefused(signed(TestSigner.person("PESEL-9876543210")), 21406, "a PESEL of ten digits");
    }

    @Test
    void peppolProvider_byItsSeal_actsForItself_andIsRegisteredByThat() {
        TestSigner provider = peppolSeal("PPL100001", "PPL100001");
        assertThat(providers()).doesNotContain("PPL100001");
        assertNoRights(signed(provider, "PeppolId", "PPL100002", BY_SUBJECT), "another provider");
        assertNoRights(signed(provider), "a taxpayer");
        assertThat(providers()).as("not by a failure").doesNotContain("PPL100001");

        JsonNode status = status(signed(provider, "PeppolId", "PPL100001", BY_SUBJECT));
        clock.advance(Duration.ofSeconds(1));
        assertSignedIn(
                signed(peppolSeal("PAT100000", "PAT100000"), "PeppolId", "PAT100000", BY_SUBJECT), "another one");

        assertThat(code(status)).isEqualTo(200);
        assertThat(status.path("authenticationMethod").stringValue()).isEqualTo("PeppolSignature");
        assertThat(providers()).as("newest first").containsSubsequence("PAT100000", "PPL100001");
        assertSignedIn(signed(provider, "PeppolId", "PPL100001", BY_SUBJECT), "again");
        assertThat(providers()).as("once").containsOnlyOnce("PPL100001");
    }

    @Test
    void peppolProvider_withAGrant_actsForATaxpayer() {
        TestSigner provider = peppolSeal("PPL100003", "PPL100003");

        simulator().grant("PPL100003", nip);

        assertSignedIn(signed(provider), "granted");
    }

    @Test
    void peppolId_inOneAttributeOnly_identifiesNobody() {
        assertRefused(signed(peppolSeal("PPL100004", "Provider"), "PeppolId", "PPL100004", BY_SUBJECT), 21406, "name");
        assertRefused(
                signed(peppolSeal("P100004", "P100004"), "PeppolId", "PPL100004", BY_SUBJECT), 21406, "another shape");
    }

    @ParameterizedTest
    @CsvSource({"pageSize=9", "pageSize=101", "pageOffset=-1", "pageOffset=x"})
    void providers_byAPageThatIsWrong_areRefused(String page) {
        assertRefused(client().get("/peppol/query?" + page, ""), 21405, page);
    }

    @Test
    void providers_areListedInPages() {
        for (int i = 0; i < 11; i++) {
            String peppolId = "PDE2000" + (10 + i);
            assertSignedIn(signed(peppolSeal(peppolId, peppolId), "PeppolId", peppolId, BY_SUBJECT), peppolId);
        }

        JsonNode first = client().get("/peppol/query", "").json();
        JsonNode behind =
                client().get("/peppol/query?pageOffset=1000&pageSize=100", "").json();

        assertThat(first.path("peppolProviders").size()).isEqualTo(10);
        assertThat(first.path("hasMore").booleanValue()).isTrue();
        assertThat(first.path("peppolProviders").path(0).path("name").stringValue())
                .isEqualTo("Dostawca");
        assertThat(behind.path("peppolProviders").isEmpty()).isTrue();
        assertThat(behind.path("hasMore").booleanValue()).isFalse();
    }

    private static TestSigner peppolSeal(String organizationIdentifier, String commonName) {
        return new TestSigner.Builder()
                .name(BCStyle.C, "PL")
                .name(BCStyle.O, "Dostawca")
                .name(BCStyle.ORGANIZATION_IDENTIFIER, organizationIdentifier)
                .name(BCStyle.CN, commonName)
                .build();
    }

    private List<String> providers() {
        return client().get("/peppol/query?pageSize=100", "")
                .json()
                .path("peppolProviders")
                .valueStream()
                .map(provider -> provider.path("id").stringValue())
                .toList();
    }

    @Test
    void subject_inAContextOfTheUnion_isRefused() {
        assertRefused(
                signed(TestSigner.seal(nip), "NipVatUe", nip + "-DE123456789", BY_SUBJECT),
                21117,
                "there a fingerprint counts");
    }

    @Test
    void certificate_withoutRequiredAttributes_isRefused() {
        assertRefused(signed(TestSigner.named().build()), 21115, "a person without number");
        assertRefused(
                signed(new TestSigner.Builder()
                        .name(BCStyle.C, "PL")
                        .name(BCStyle.O, "Piekarnia")
                        .name(BCStyle.CN, "Piekarnia")
                        .build()),
                21115,
                "a seal without identifier");
        assertRefused(
                signed(TestSigner.sealOf(nip).name(BCStyle.GIVENNAME, "Jan").build()), 21115, "a seal with a name");
        assertRefused(
                signed(new TestSigner.Builder()
                        .name(BCStyle.O, "Piekarnia")
                        .name(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip)
                        .name(BCStyle.CN, "Piekarnia")
                        .build()),
                21115,
                "no country");
    }

    @Test
    void key_tooWeak_isRefused() {
        assertRefused(signed(TestSigner.sealOf(nip).keys(TestSigner.rsa(1024)).build()), 21115, "RSA with 1024 bits");
    }

    @Test
    void certificate_outOfItsDates_failsLater() {
        assertCertificateError(
                status(signed(TestSigner.sealOf(nip)
                        .valid("2025-01-01T00:00:00Z", "2026-11-01T00:00:00Z")
                        .build())),
                "Nieważny certyfikat");
        assertCertificateError(
                status(signed(TestSigner.sealOf(nip)
                        .valid("2026-12-01T00:00:00Z", "2027-11-01T00:00:00Z")
                        .build())),
                "Nieważny certyfikat");
    }

    @Test
    void chain_verifiedOnDemand_isNotTrusted() {
        TestSigner seal = TestSigner.seal(nip);

        assertCertificateError(
                status(post(signed(seal), "?verifyCertificateChain=true")), "Niezaufany łańcuch certyfikatów");
        assertThat(code(status(post(signed(seal), "?verifyCertificateChain=false"))))
                .as("not verified")
                .isEqualTo(200);
        assertRefused(post(signed(seal), "?verifyCertificateChain=yes"), 21405, "neither true nor false");
    }

    @Test
    void method_isToldByCertificate() {
        JsonNode seal = status(signed(TestSigner.seal(nip)));
        JsonNode person = status(signed(TestSigner.person("TINPL-" + nip)));

        assertThat(seal.path("authenticationMethod").stringValue()).isEqualTo("QualifiedSeal");
        assertThat(seal.path("authenticationMethodInfo").path("category").stringValue())
                .isEqualTo("XadesSignature");
        assertThat(seal.path("authenticationMethodInfo").path("code").stringValue())
                .isEqualTo("xades.qualified-seal");
        assertThat(seal.path("authenticationMethodInfo").path("displayName").stringValue())
                .isEqualTo("Pieczęć kwalifikowana");
        assertThat(person.path("authenticationMethod").stringValue()).isEqualTo("QualifiedSignature");
        assertThat(person.path("authenticationMethodInfo").path("code").stringValue())
                .isEqualTo("xades.qualified-signature");
    }

    private void assertNoRights(byte[] document, String reason) {
        JsonNode status = status(document);
        assertThat(code(status)).as(reason).isEqualTo(415);
        assertThat(detail(status)).as(reason).isEqualTo("Brak przypisanych uprawnień");
    }

    private static void assertCertificateError(JsonNode status, String detail) {
        assertThat(code(status)).as(detail).isEqualTo(460);
        assertThat(detail(status)).as("detail").isEqualTo(detail);
    }
}
