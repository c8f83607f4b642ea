package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    @TempDir
    Path home;

    private KsefSimulator simulator;

    @BeforeEach
    void start() {
        simulator = KsefSimulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Object[] login(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("login", "--environment", simulator.baseUri(), "--nip", simulator.nip()));
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    /** A sign-in anew, of a profile that is there. */
    private void isSignedIn(Ran login, String means) {
        assertThat(login.code()).as(login.messages()).isZero();
        assertThat(login.out()).contains(means);
        assertThat(ksef().run("status").code()).isZero();
    }

    @Test
    void pkcs12_signsIn() throws Exception {
        Path file = Certified.pkcs12(home.resolve("seal.p12"), simulator.nip(), "seal");
        isSignedIn(ksef().with("KSEF_KEY_PASSWORD", Certified.PASSWORD).run(login("--pkcs12", file)), "PKCS12");

        Path two = Certified.pkcs12(home.resolve("two.p12"), simulator.nip(), "one", "two");
        Ran unclear = ksef().with("KSEF_KEY_PASSWORD", Certified.PASSWORD).run(login("--pkcs12", two));
        assertThat(unclear.code()).as(unclear.messages()).isNotZero();
        assertThat(unclear.messages()).hasLineCount(1).contains("one", "two");
        isSignedIn(
                ksef().typing(Certified.PASSWORD::toCharArray).run(login("--pkcs12", two, "--alias", "two")), "PKCS12");

        Ran wrong = ksef().with("KSEF_KEY_PASSWORD", "wrong horse").run(login("--pkcs12", file));
        assertThat(wrong.code()).as(wrong.messages()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(wrong.messages()).hasLineCount(1).doesNotContain("wrong horse");
    }

    /** As processes, since this one is logged in to the card from putting the key there. */
    @Test
    void card_signsInWithItsPinAndNeverWithAnEmptyOne() throws Exception {
        SoftHsm hsm = SoftHsm.required();
        SoftHsm.Token card = hsm.token();
        Certified.Seal seal = Certified.Seal.of(simulator.nip());
        card.add("seal", seal.key(), seal.certificate());
        Object[] login = login("--pkcs11", hsm.library(), "--token-label", card.label(), "--alias", "seal");

        for (Ran empty : List.of(
                ksef().with("KSEF_PIN", "").process(login),
                ksef().with("KSEF_PIN", " ").process(login))) {
            assertThat(empty.code()).as(empty.messages()).isEqualTo(ExitCode.USAGE.number());
            assertThat(empty.messages()).hasLineCount(1).contains("The PIN is empty. It was not tried");
        }
        Ran missing = ksef().process(login);
        assertThat(missing.code()).as(missing.messages()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(missing.messages()).hasLineCount(1).contains("KSEF_PIN");
        Ran wrong = ksef().with("KSEF_PIN", "000000").process(login);
        assertThat(wrong.code()).as(wrong.messages()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(wrong.messages()).hasLineCount(1).doesNotContain("000000");

        Ran signedIn = ksef().with("KSEF_PIN", card.pin()).process(login);
        isSignedIn(signedIn, "PKCS11");
        assertThat(signedIn.out() + signedIn.messages()).doesNotContain(card.pin());
        assertThat(ksef().with("KSEF_PIN", card.pin())
                        .process("doctor", "--json")
                        .out())
                .contains("\"check\":\"signed-document\",\"verdict\":\"OK\"");
    }

    @Test
    void certificateProfile_canTurnBackToAToken() throws Exception {
        Certified.pem(home, simulator.nip());
        isSignedIn(
                ksef().with("KSEF_KEY_PASSWORD", Certified.PASSWORD)
                        .run(login("--certificate", home.resolve("c.pem"), "--key", home.resolve("k.pem"))),
                "PEM");

        // The file holds the password of the key, and the profile stays as it is.
        Path password = Files.writeString(home.resolve("password"), Certified.PASSWORD + "\n");
        isSignedIn(ksef().run("login", "--secret-file", password), "PEM");

        isSignedIn(ksef().with("KSEF_TOKEN", simulator.token()).run("login", "--with-token"), "TOKEN");
        isSignedIn(ksef().with("KSEF_TOKEN", simulator.token()).run("login"), "TOKEN");
        assertThat(ksef().run("login", "--with-token", "--pkcs12", password).code())
                .isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void refusedSignIn_endsWithThreeInEachCommand() throws Exception {
        isSignedIn(ksef().with("KSEF_TOKEN", simulator.token()).run(login()), "TOKEN");
        // Without the tokens that are kept, the next command signs in by itself.
        forgetTokens();
        simulator.faults().add("POST /auth/ksef-token=sign-in-450");
        for (Object[] command : new Object[][] {
            {"status"}, {"limits"}, {"query"}, {"journal", "reconcile"}, {"sync", home.resolve("p"), "--as", "buyer"}
        }) {
            Ran refused = ksef().with("KSEF_TOKEN", simulator.token()).run(command);
            if (!command[0].equals("journal")) { // It has nothing to ask KSeF for.
                assertThat(refused.code())
                        .as(command[0] + refused.messages() + refused.out())
                        .isEqualTo(ExitCode.SIGN_IN.number());
                assertThat(refused.messages() + refused.out()).contains("450").doesNotContain(simulator.token());
            }
        }
        Ran silent = ksef().run("status");
        assertThat(silent.code()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(silent.messages()).hasLineCount(1).contains("KSEF_TOKEN", "ksef login");
    }

    private void forgetTokens() throws Exception {
        try (var files = Files.walk(home.resolve("config/ksef/default/tokens"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
