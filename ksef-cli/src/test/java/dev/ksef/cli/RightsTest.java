package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsTest {

    private static final String PASSWORD = "correct horse";

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

    private Ran.Settings withPassword() {
        return ksef().with("KSEF_KEY_PASSWORD", PASSWORD);
    }

    /** Signs in with a certificate in PEM files, whose key is encrypted. */
    private Ran certificateLogin(String password) throws Exception {
        Path key = home.resolve("k.pem");
        Path certificate = home.resolve("c.pem");
        if (!Files.exists(key)) {
            LocalNewKey fresh = LocalNewKey.ecP256();
            fresh.save(key, PASSWORD.toCharArray());
            byte[] encoded = SelfSigned.seal("Piekarnia", Nip.of(simulator.nip()))
                    .signer(fresh)
                    .certificate()
                    .certificate()
                    .getEncoded();
            Files.writeString(
                    certificate,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(encoded)
                            + "\n-----END CERTIFICATE-----\n");
        }
        return ksef().with("KSEF_KEY_PASSWORD", password)
                .run(
                        "login",
                        "--environment",
                        simulator.baseUri(),
                        "--nip",
                        simulator.nip(),
                        "--certificate",
                        certificate,
                        "--key",
                        key);
    }

    @Test
    void certificate_signsIn() throws Exception {
        Ran login = certificateLogin(PASSWORD);
        assertThat(login.code()).as(login.messages()).isZero();
        assertThat(login.out()).contains("PEM");
        // The tokens are kept: nobody asks for the password again.
        assertThat(ksef().run("status").code()).isZero();
    }

    @Test
    void wrongPassword_endsWithThreeAndIsNotRepeated() throws Exception {
        Ran wrong = certificateLogin("wrong horse");
        assertThat(wrong.code()).as(wrong.messages()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(wrong.messages()).hasLineCount(1).doesNotContain("wrong horse");
    }

    @Test
    void token_isMadeUsedAndRevoked() throws Exception {
        certificateLogin(PASSWORD);
        Path file = home.resolve("token.txt");
        Ran made = ksef().run(
                        "token",
                        "generate",
                        "--description",
                        "tests",
                        "--permissions",
                        "invoice-read,invoice-write",
                        "--out",
                        file,
                        "--json");
        assertThat(made.code()).as(made.messages()).isZero();
        String token = Files.readString(file);
        assertThat(token).isNotBlank();
        assertThat(made.out() + made.messages()).doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String number = made.out().replaceAll("(?s).*\"referenceNumber\":\"([^\"]+)\".*", "$1");
        assertThat(ksef().run("token", "list").out()).contains(number, "tests");
        assertThat(ksef().run(
                                "login",
                                "--profile",
                                "p2",
                                "--environment",
                                simulator.baseUri(),
                                "--nip",
                                simulator.nip(),
                                "--secret-file",
                                file)
                        .code())
                .isZero();
        assertThat(ksef().run("token", "revoke", number).code()).isZero();
        Ran refused = ksef().run("login", "--profile", "p2", "--secret-file", file);
        assertThat(refused.code()).as(refused.messages()).isEqualTo(ExitCode.SIGN_IN.number());
    }

    @Test
    void tokenThatCannotBeKept_isNotMade() throws Exception {
        certificateLogin(PASSWORD);
        Ran lost = ksef().run(
                        "token",
                        "generate",
                        "--description",
                        "tests",
                        "--permissions",
                        "invoice-read",
                        "--out",
                        home.resolve("no/such/folder/t"));
        assertThat(lost.code()).as(lost.messages()).isEqualTo(ExitCode.FILES.number());
        assertThat(ksef().run("token", "--json").out()).doesNotContain("\"description\":\"tests\"");
    }

    @Test
    void certificate_isAppliedForOnceAndRevoked() throws Exception {
        certificateLogin(PASSWORD);
        Path key = home.resolve("new.key");
        Object[] enrol = {"cert", "enrol", "--name", "Server", "--key", key, "--out", home.resolve("new.pem"), "--json"
        };
        Ran issued = ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD).run(enrol);
        assertThat(issued.code()).as(issued.messages()).isZero();
        assertThat(key).content().contains("ENCRYPTED");
        Ran again = ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD).run(enrol);
        assertThat(again.out()).isEqualTo(issued.out());
        String serial = issued.out().replaceAll("(?s).*\"serialNumber\":\"([^\"]+)\".*", "$1");
        assertThat(ksef().run("cert").out()).containsOnlyOnce("Server");
        assertThat(ksef().run("cert", "revoke", serial, "--reason", "superseded")
                        .code())
                .isZero();
        assertThat(ksef().run("cert", "--json").out()).contains("\"status\":\"Revoked\"");
    }

    @Test
    void right_isGrantedListedAndRevoked() throws Exception {
        certificateLogin(PASSWORD);
        Ran granted = ksef().run(
                        "permission",
                        "grant-entity",
                        "1111111111",
                        "--rights",
                        "invoice-read",
                        "--name",
                        "Biuro ABC",
                        "--description",
                        "Contract 12/2026",
                        "--json");
        assertThat(granted.code()).as(granted.messages()).isZero();
        Ran listed = ksef().run("permission", "--json");
        assertThat(listed.out()).contains("\"identifier\":\"1111111111\"", "Contract 12/2026");
        String id = listed.out()
                .lines()
                .filter(line -> line.contains("1111111111"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*\"permission\":\"([^\"]+)\".*", "$1");
        assertThat(ksef().run("permission", "revoke", id).code()).isZero();
        assertThat(ksef().run("permission", "--json").out()).doesNotContain("1111111111");
        assertThat(ksef().run("permission", "mine").code()).isZero();
    }

    @Test
    void healthySetup_isFoundHealthy() throws Exception {
        certificateLogin(PASSWORD);
        Ran healthy = withPassword().run("doctor", "--json");
        assertThat(healthy.code()).as(healthy.out()).isZero();
        for (String check : new String[] {
            "profile",
            "dns",
            "proxy",
            "connection",
            "clock",
            "sign-in",
            "rights",
            "limits",
            "journal",
            "pending",
            "certificate",
            "attributes",
            "validity",
            "signed-document"
        }) {
            assertThat(healthy.out()).contains("\"check\":\"" + check + "\",\"verdict\":\"OK\"");
        }
        assertThat(healthy.messages()).isEmpty();
    }

    @Test
    void whatIsWrong_isAVerdictWithARemedy() throws Exception {
        Ran none = ksef().run("doctor", "--json");
        assertThat(none.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(none.out()).contains("\"check\":\"profile\",\"verdict\":\"BAD\"", "ksef login");
        certificateLogin(PASSWORD);
        simulator.close();
        Ran unreachable = withPassword().run("doctor");
        assertThat(unreachable.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(unreachable.out()).contains("connection").contains("BAD").contains("Check firewall");
        assertThat(unreachable.messages()).doesNotContain("\tat ");
        Files.writeString(home.resolve("config/ksef/default/data.key"), "broken");
        assertThat(withPassword().run("doctor").out()).contains("restore it");
    }

    @Test
    void processes_runEachCommand() throws Exception {
        certificateLogin(PASSWORD);
        for (String command : new String[] {"token", "cert", "permission"}) {
            Ran ran = ksef().process(command);
            assertThat(ran.code()).as(command + ran.messages()).isZero();
        }
        assertThat(withPassword().process("doctor").out()).contains("signed-document");
    }
}
