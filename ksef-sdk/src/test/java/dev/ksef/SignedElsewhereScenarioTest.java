package dev.ksef;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.MadeCertificate.Kind;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.domain.auth.XadesOptions;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.port.time.Deadline;
import dev.ksef.signature.request.SignatureDoctor;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that another program signed, looked at by the Doctor before they leave, and by the simulator. */
class SignedElsewhereScenarioTest extends Scenario {

    @ParameterizedTest
    @CsvSource({
        "EC, ENVELOPED, false",
        "RSA, ENVELOPED, false",
        "EC, ENVELOPING, true",
        "RSA, ENVELOPING, true",
        "EC, ENVELOPING, false"
    })
    void documentSignedByAnotherProgram_signsIn(Kind kind, SignaturePackaging packaging, boolean asXml) {
        try (KsefClient client = client(true)) {
            PreparedSignIn prepared = prepared(client);
            byte[] signed = OtherProgram.signed(person(kind), prepared.document(), packaging, asXml, time.instant());
            KsefContextClient view = client.signIn(prepared, signed);
            assertThat(view.authSessions().list(null, null).items()).hasSize(1);
        }
        assertThat(contract.log()).contains("POST /v2/auth/xades-signature 202");
    }

    @Test
    void tamperedDocument_isStoppedByTheDoctor_andWithoutItRefusedByKsef() {
        try (KsefClient careful = client(true);
                KsefClient careless = client(false)) {
            PreparedSignIn prepared = prepared(careful);
            byte[] tampered = new String(person(Kind.EC).signer(time).sign(prepared.request()), UTF_8)
                    .replace(simulator.nip() + "</Nip>", "1111111111</Nip>")
                    .getBytes(UTF_8);
            var stopped = catchThrowableOfType(KsefSigningException.class, () -> careful.signIn(prepared, tampered));
            assertThat(stopped.findings())
                    .extracting(SignatureFinding::cause)
                    .contains(SignatureFinding.Cause.ALTERED, SignatureFinding.Cause.OTHER_REQUEST);
            assertThat(contract.log()).as("nothing left").noneMatch(line -> line.contains("xades-signature"));

            var refused = catchThrowableOfType(KsefApiException.class, () -> careless.signIn(prepared, tampered));
            assertThat(refused.has(9105)).as(refused.getMessage()).isTrue();
            assertThat(SignatureDoctor.of(environment, time).diagnose(tampered, refused))
                    .as("what KSeF said, then why")
                    .extracting(SignatureFinding::cause)
                    .startsWith(SignatureFinding.Cause.SAID_BY_KSEF)
                    .contains(SignatureFinding.Cause.ALTERED);
        }
    }

    private KsefClient client(boolean checked) {
        var builder = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.signedElsewhere(CredentialsId.of("board")))
                .time(time)
                .listener(events);
        return (checked ? builder.xadesCheck(SignatureDoctor.of(environment, time)) : builder).build();
    }

    private PreparedSignIn prepared(KsefClient client) {
        return client.xadesSignIn()
                .prepare(Nip.of(simulator.nip()), XadesOptions.USUAL, Deadline.after(Duration.ofMinutes(1), time));
    }

    private MadeCertificate person(Kind kind) {
        return MadeCertificate.person(kind, simulator.nip(), time.instant().minus(Duration.ofHours(1)));
    }
}
