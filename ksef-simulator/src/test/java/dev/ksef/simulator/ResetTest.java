package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A simulator that is reset is like a new one, at the same address and for the same taxpayers. */
class ResetTest {

    private final SpecificationObserver specification = new SpecificationObserver();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(new FakeClock("2026-11-23T13:37:21Z"))
            .observer(specification)
            .faults("GET /sessions/{referenceNumber}#1=503")
            .start();

    @AfterEach
    void stop() {
        simulator.close();
        specification.assertNoViolations();
    }

    private TaxpayerClient taxpayer() {
        return new TaxpayerClient(new RawClient(simulator.baseUri()), simulator.nip(), simulator.token()).signedIn();
    }

    @Test
    void reset_forgetsInvoicesSessionsLoginsAndTaxpayersThatWereAdded() {
        TaxpayerClient before = taxpayer();
        ClientSession session = before.open();
        String xml = TestInvoice.of(before).xml();
        String number = session.sendAndLook(xml).path("ksefNumber").stringValue();
        String added = simulator.addTaxpayer("1111111111");

        simulator.reset();

        assertThat(before.client().get("/limits/context", before.access()).status())
                .as("the login")
                .isEqualTo(401);
        TaxpayerClient after = taxpayer();
        assertThat(after.client()
                        .get("/invoices/ksef/" + number, after.access())
                        .errorCode())
                .as("the invoice")
                .isEqualTo(21164);
        assertThat(new ClientSession(after, session.key(), session.referenceNumber())
                        .get("")
                        .status())
                .as("the fault of the settings is planned again, and counts from 1")
                .isEqualTo(503);
        assertThat(new ClientSession(after, session.key(), session.referenceNumber())
                        .get("")
                        .errorCode())
                .as("the session")
                .isEqualTo(21173);
        assertThat(after.open().sendAndLook(xml).path("status").path("code").intValue())
                .as("the same invoice once more is none again")
                .isEqualTo(200);
        TaxpayerClient gone = new TaxpayerClient(after.client(), "1111111111", added);
        assertThat(gone.authenticationStatus(gone.begin())
                        .path("status")
                        .path("code")
                        .intValue())
                .as("a token that was added")
                .isEqualTo(450);
    }

    @Test
    void reset_keepsAddressTaxpayersTokensKeysAndAuthorities() {
        URI address = simulator.baseUri();
        Map<String, String> tokens = simulator.tokens();
        X509Certificate root = simulator.certificates().root();
        X509Certificate upo = simulator.upoCertificate();
        String key = taxpayer()
                .publicKey("SymmetricKeyEncryption")
                .path("publicKeyId")
                .stringValue();
        simulator.keys().rotateEmergency(EncryptionKeys.Usage.SYMMETRIC_KEY);

        simulator.reset();

        assertThat(simulator.baseUri()).isEqualTo(address);
        assertThat(simulator.tokens()).isEqualTo(tokens);
        assertThat(simulator.certificates().root()).isEqualTo(root);
        assertThat(simulator.upoCertificate()).isEqualTo(upo);
        assertThat(taxpayer()
                        .publicKey("SymmetricKeyEncryption")
                        .path("publicKeyId")
                        .stringValue())
                .as("the key before the rotation")
                .isEqualTo(key);
    }

    @Test
    void reset_forgetsCertificatesFaultsAndCounts() {
        IssuedCertificate issued =
                simulator.certificates().issueForOffline(ClientKeys.p256().getPublic(), "Firma", simulator.nip());
        simulator.faults().add("POST /sessions/online=503");
        simulator.invoices().store(5, "5265877635", "1111111111", Instant.EPOCH, Instant.EPOCH);

        simulator.reset();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator.certificates().revoke(issued.serialNumber()))
                .withMessageContaining(issued.serialNumber());
        assertThat(simulator.faults().rules())
                .extracting(FaultRule::toString)
                .as("those of the settings")
                .containsExactly("GET /sessions/{referenceNumber}#1=503");
        assertThat(simulator.faults().calls()).isEmpty();
    }

    @Test
    void reset_afterTheBuilderChanged_followsTheSettingsOfTheStart() {
        SimulatorBuilder builder = KsefSimulator.builder().nip("5265877635");
        try (KsefSimulator other = builder.start()) {
            builder.nip("1111111111").token("other").maxInvoicesPerSession(1);
            String token = other.token();
            other.reset();

            assertThat(other.tokens()).isEqualTo(Map.of("5265877635", token));
        }
    }

    @Test
    void resetAndSave_ofAClosedSimulator_areRefused() {
        KsefSimulator closed = KsefSimulator.start();
        closed.close();

        assertThatIllegalStateException().isThrownBy(closed::reset).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(closed::save).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(simulator::save).withMessageContaining("builder().state(folder)");
    }
}
