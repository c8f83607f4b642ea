package dev.ksef.model.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTokenRequestTest {

    private static final String CHALLENGE = "20260101-CR-0123456789-ABCDEF0123-4F";
    private static final Path SCHEMA = Path.of("../../shared/xsd/auth/schemat_auth_v2-1.xsd");
    private static final AllowedIps IPS =
            new AllowedIps(List.of("192.0.2.1", "192.0.2.2"), List.of("192.0.2.1-192.0.2.9"), List.of("192.0.2.0/24"));

    static Arguments[] contexts() {
        return new Arguments[] {
            Arguments.of(Nip.of("1111111111"), "<Nip>1111111111</Nip>"),
            Arguments.of(InternalId.of("1111111111-12345"), "<InternalId>1111111111-12345</InternalId>"),
            Arguments.of(NipVatUe.of("1111111111-IE1+23456A"), "<NipVatUe>1111111111-IE1+23456A</NipVatUe>"),
            Arguments.of(PeppolId.of("PPL123456"), "<PeppolId>PPL123456</PeppolId>")
        };
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void document_isExactlyWhatItSays(ContextIdentifier context, String element) {
        var request = AuthTokenRequest.of(CHALLENGE, context)
                .by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT)
                .from(IPS);
        assertThat(text(request))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.1\"><Challenge>" + CHALLENGE
                        + "</Challenge><ContextIdentifier>" + element + "</ContextIdentifier>"
                        + "<SubjectIdentifierType>certificateFingerprint</SubjectIdentifierType>"
                        + "<AuthorizationPolicy><AllowedIps><Ip4Address>192.0.2.1</Ip4Address>"
                        + "<Ip4Address>192.0.2.2</Ip4Address><Ip4Range>192.0.2.1-192.0.2.9</Ip4Range>"
                        + "<Ip4Mask>192.0.2.0/24</Ip4Mask></AllowedIps></AuthorizationPolicy></AuthTokenRequest>");
    }

    @Test
    void usualRequest_isBySubjectAndFromEverywhere() {
        String text = text(AuthTokenRequest.of(CHALLENGE, Nip.of("1111111111")));
        assertThat(text)
                .contains("<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>")
                .doesNotContain("AuthorizationPolicy");
        assertThat(text(AuthTokenRequest.of(CHALLENGE, Nip.of("1111111111")).in(Version.V2_0)))
                .isEqualTo(text.replace("token/2.1", "token/2.0"));
    }

    /** What KSeF sent is taken as it is, and must not turn into markup. */
    @Test
    void contextWithMarkup_isEscaped() throws Exception {
        String value = "1&2<a>]]>\"'";
        byte[] xml = AuthTokenRequest.of(CHALLENGE, new Nip(value)).xml();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        assertThat(document.getElementsByTagName("Nip").item(0).getTextContent())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20260101-CR-0123456789-ABCDEF0123-4F\n", "20260101 CR", "wyzwanie-ż", "\u0000"})
    void challengeThatCannotBeSent_isRefused(String challenge) {
        assertThatThrownBy(() -> AuthTokenRequest.of(challenge, Nip.of("1111111111")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20270101-CRX-0123456789-abcdef0123-4F", "<!--a&b-->", "7"})
    void challengeOfAFormThatIsNotKnownYet_isAnswered_andReadAgain(String challenge) {
        AuthTokenRequest request = AuthTokenRequest.of(challenge, Nip.of("1111111111"));
        assertThat(AuthTokenRequest.ofXml(request.xml())).isEqualTo(request);
    }

    /** Of the four contexts, the schema as it is takes two on Java. */
    @Test
    void document_followsTheSchema() throws Exception {
        if (!Files.exists(SCHEMA)) {
            System.out.println("SKIPPED: AuthTokenRequestTest needs " + SCHEMA + " beside the clone");
        }
        assumeTrue(Files.exists(SCHEMA), "the official schema");
        var validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(SCHEMA.toFile())
                .newValidator();
        for (ContextIdentifier context : List.of(Nip.of("1111111111"), InternalId.of("1111111111-12345"))) {
            for (AllowedIps ips : List.of(AllowedIps.ANY, IPS)) {
                byte[] xml = AuthTokenRequest.of(CHALLENGE, context).from(ips).xml();
                assertThatCode(() -> validator.validate(new StreamSource(new ByteArrayInputStream(xml))))
                        .as("%s from %s", context, ips)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String text(AuthTokenRequest request) {
        return new String(request.xml(), StandardCharsets.UTF_8);
    }
}
