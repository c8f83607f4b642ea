package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Signs in by a key in an HSM, as the properties name it. */
@ExtendWith(SimulatorExtension.class)
class DeviceTest {

    private SoftHsm.Token hsm;

    @BeforeEach
    void key(KsefSimulator simulator) throws Exception {
        hsm = SoftHsm.required().token();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        hsm.add(
                "seal",
                pair.getPrivate(),
                simulator
                        .certificates()
                        .issueForAuthentication(pair.getPublic(), "Of a test", simulator.nip())
                        .certificate());
        // A device is signed in to by a process, not by a part of it: the PIN of this test must not do for the client.
        ((AuthProvider) hsm.store().getProvider()).logout();
    }

    @Test
    void keyOfADevice_signsIn_byLabelBySlotAndByAlias(KsefSimulator simulator) {
        for (String place : new String[] {"token-label=" + hsm.label(), "slot=" + hsm.slot()}) {
            on(simulator, place, "pin=" + hsm.pin())
                    .run(context -> signsIn(context.getBean(KsefClient.class), simulator));
        }
        on(simulator, "slot=" + hsm.slot(), "pin=" + hsm.pin(), "alias=seal")
                .run(context -> signsIn(context.getBean(KsefClient.class), simulator));
    }

    @Test
    void wrongPin_isToldAtTheSignInAndNotAtTheStart(KsefSimulator simulator) {
        on(simulator, "slot=" + hsm.slot(), "pin=hunter2").run(context -> {
            KsefClient client = context.getBean(KsefClient.class);
            Throwable failure = catchThrowable(() -> signsIn(client, simulator));
            assertThat(PropertiesTest.failureOf(failure))
                    .isInstanceOf(KsefPropertyException.class)
                    .hasMessageStartingWith("ksef.credentials.pkcs11 cannot be used: ")
                    .hasMessageContaining("PIN");
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("hunter2");
            }
        });
    }

    @Test
    void aliasAndLibraryThatAreMissing_areTold(KsefSimulator simulator, @TempDir Path folder) {
        on(simulator, "slot=" + hsm.slot(), "pin=" + hsm.pin(), "alias=other")
                .run(context -> assertThat(PropertiesTest.failureOf(
                                catchThrowable(() -> signsIn(context.getBean(KsefClient.class), simulator))))
                        .hasMessageStartingWith("ksef.credentials.pkcs11 cannot be used: ")
                        .hasMessageContaining("other")
                        .hasMessageNotContaining(hsm.pin()));
        Path library = folder.resolve("none.so");
        on(simulator, "library=" + library)
                .run(context -> assertThat(PropertiesTest.failureOf(
                                catchThrowable(() -> signsIn(context.getBean(KsefClient.class), simulator))))
                        .hasMessageStartingWith("ksef.credentials.pkcs11")
                        .hasMessageContaining(library.toString()));
    }

    @Test
    void moduleThatIsMissing_isTold(KsefSimulator simulator) {
        on(simulator, "slot=1")
                .withClassLoader(new FilteredClassLoader("dev.ksef.adapter.pkcs11"))
                .run(context -> assertThat(
                                PropertiesTest.failureOf(catchThrowable(() -> context.getBean(KsefClient.class))))
                        .hasMessageContaining("Add dev.ksef:ksef-adapter-pkcs11 to the dependencies."));
    }

    private static void signsIn(KsefClient client, KsefSimulator simulator) {
        assertThat(client.forNip(simulator.nip()).open(LimitApi.class).context())
                .isNotNull();
    }

    private ApplicationContextRunner on(KsefSimulator simulator, String... more) {
        ApplicationContextRunner application = TestClient.bare()
                .withPropertyValues(
                        "ksef.environment=custom",
                        "ksef.custom.api-base=" + simulator.baseUri(),
                        "ksef.custom.qr-base=" + simulator.qrBaseUri(),
                        "ksef.credentials.pkcs11.library=" + hsm.library());
        for (String each : more) {
            application = application.withPropertyValues("ksef.credentials.pkcs11." + each);
        }
        return application;
    }
}
