package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.TlsCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
    void certificate_isRenewedAndTheOldOneRevoked() throws Exception {
        certificateLogin(PASSWORD);
        Ran first = certificate(
                "enrol", "--name", "Server", "--key", home.resolve("1.key"), "--out", home.resolve("1.pem"));
        String old = serial(first);
        Object[] renew = {"renew", old, "--key", home.resolve("2.key"), "--out", home.resolve("2.pem"), "--revoke-old"};
        Ran renewed = certificate(renew);
        assertThat(renewed.out()).contains("\"replaces\":\"" + old + "\"", "\"revoked\":true");
        String fresh = serial(renewed);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(ksef().run("cert", "--json").out())
                .containsPattern(old + ".*\"status\":\"Revoked\"")
                .containsPattern(fresh + ".*\"status\":\"Active\"");
        // It applies once, however often it is told to.
        assertThat(serial(certificate(renew))).isEqualTo(fresh);
        Ran login = ksef().with("KSEF_KEY_PASSWORD", PASSWORD)
                .run("login", "--certificate", home.resolve("2.pem"), "--key", home.resolve("2.key"));
        assertThat(login.code()).as(login.messages()).isZero();
        assertThat(ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD)
                        .run(
                                "cert",
                                "renew",
                                "0123456789ABCDEF",
                                "--key",
                                home.resolve("3.key"),
                                "--out",
                                home.resolve("3.pem"))
                        .messages())
                .hasLineCount(1)
                .contains("no such certificate");
    }

    @Test
    void applicationThatTakesLong_isMadeOnce() throws Exception {
        simulator.close();
        var applications = new AtomicInteger();
        simulator = KsefSimulator.builder()
                .processingDelay(Duration.ofSeconds(6))
                .observer(exchange -> {
                    if (exchange.method().equals("POST")
                            && exchange.uri().getPath().endsWith("/certificates/enrollments")) {
                        applications.incrementAndGet();
                    }
                })
                .start();
        certificateLogin(PASSWORD);
        Object[] enrol = {
            "cert", "enrol", "--name", "Server", "--key", home.resolve("l.key"), "--out", home.resolve("l.pem")
        };
        Ran cut = ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD).run(with(enrol, "--patience", "1s"));
        assertThat(cut.code()).as(cut.messages()).isEqualTo(ExitCode.UNFINISHED.number());
        assertThat(home.resolve("l.key.application")).isNotEmptyFile();
        Ran issued = ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD).run(enrol);
        assertThat(issued.code()).as(issued.messages()).isZero();
        assertThat(applications).hasValue(1);
        assertThat(home.resolve("l.key.application")).doesNotExist();
    }

    @Test
    void offlineInvoice_getsBothCodes() throws Exception {
        certificateLogin(PASSWORD);
        Path key = home.resolve("offline.key");
        Path certificate = home.resolve("offline.pem");
        certificate("enrol", "--type", "offline", "--name", "Codes", "--key", key, "--out", certificate);
        Path invoice = home.resolve("invoice.xml");
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        Files.write(invoice, SampleInvoice.xml(Nip.of(simulator.nip()), "K/2", today, now));
        Object[] qr = {"qr", invoice, "--certificate", certificate, "--key", key, "--json"};
        Ran drawn = withPassword().run(qr);
        assertThat(drawn.code()).as(drawn.messages()).isZero();
        assertThat(drawn.out())
                .contains("\"label\":\"OFFLINE\"", "\"certificateLabel\":\"CERTYFIKAT\"")
                .contains("\"certificateLink\":\"" + simulator.qrBaseUri() + "/certificate/Nip/" + simulator.nip());
        assertThat(ImageIO.read(home.resolve("invoice.xml.png").toFile())).isNotNull();
        assertThat(withPassword()
                        .run(with(qr, "--out", home.resolve("both.svg")))
                        .code())
                .isZero();
        assertThat(home.resolve("both.svg")).content().startsWith("<svg");
        Object[] pdf = {"pdf", invoice, "--html", "--offline", "--certificate", certificate, "--key", key, "--json"};
        Ran printed = withPassword().run(pdf);
        assertThat(printed.code()).as(printed.out() + printed.messages()).isZero();
        assertThat(printed.out()).contains("\"state\":\"PRINTED\"", "\"label\":\"OFFLINE\"");
        assertThat(home.resolve("invoice.html"))
                .content()
                .contains("OFFLINE", "CERTYFIKAT", simulator.qrBaseUri() + "/certificate/Nip/" + simulator.nip());
        Ran numbered = withPassword().run(with(qr, "--ksef-number", "5265877635-20250826-0100001AF629-AF"));
        assertThat(numbered.code()).isEqualTo(ExitCode.USAGE.number());
        // A certificate to sign in with is none for codes.
        Ran other = withPassword()
                .run("qr", invoice, "--certificate", home.resolve("c.pem"), "--key", home.resolve("k.pem"));
        assertThat(other.code()).as(other.messages()).isEqualTo(ExitCode.SIGN_IN.number());
        assertThat(other.messages()).hasLineCount(1).contains("Offline");
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray();
    }

    private Ran certificate(Object... arguments) {
        Ran ran = ksef().with("KSEF_NEW_KEY_PASSWORD", PASSWORD)
                .run(with(with(new Object[] {"cert"}, arguments), "--json"));
        assertThat(ran.code()).as(ran.messages()).isZero();
        return ran;
    }

    private static String serial(Ran ran) {
        return ran.out().replaceAll("(?s).*\"serialNumber\":\"([^\"]+)\".*", "$1");
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
            "tls",
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
        assertThat(healthy.out()).contains("\"check\":\"tls\"", "begins with http://");
        assertThat(healthy.out()).containsPattern("INVOICE_SEND (>= )?[1-9]\\d* in the next hour");
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
    void tls_isLookedAtAndItsCertificateNamed() throws Exception {
        for (TlsCertificate shown : TlsCertificate.values()) {
            simulator.close();
            simulator = KsefSimulator.builder().tlsPort(0).tlsCertificate(shown).start();
            Files.deleteIfExists(home.resolve("k.pem"));
            certificateLogin(PASSWORD);
            Path profile = home.resolve("config/ksef/default/profile.properties");
            Files.writeString(
                    profile,
                    Files.readString(profile)
                            .replaceAll(
                                    "(?m)^api=.*",
                                    "api=" + simulator.tlsBaseUri().toString().replace(":", "\\\\:")));
            Path trust = home.resolve(shown + ".p12");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", simulator.tlsCa());
            try (OutputStream out = Files.newOutputStream(trust)) {
                store.store(out, "changeit".toCharArray());
            }
            String options = "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword=changeit";
            Ran looked = withPassword().with("JDK_JAVA_OPTIONS", options).process("doctor", "--json");
            if (shown == TlsCertificate.GOOD) {
                assertThat(looked.out())
                        .containsPattern("\"tls\",\"verdict\":\"OK\",\"finding\":\"TLSv1.3, .*certificate of CN=");
                assertThat(looked.code()).as(looked.out()).isZero();
                // Without the authority of this server nobody is trusted, and who showed what is told.
                assertThat(withPassword().run("doctor", "--json").out())
                        .containsPattern("\"tls\",\"verdict\":\"BAD\",\"finding\":\"PKIX.*certificate of CN=.* from ")
                        .contains("trustStore");
            } else {
                assertThat(looked.out()).containsPattern("\"tls\",\"verdict\":\"BAD\"");
                assertThat(looked.code()).isEqualTo(ExitCode.REFUSED.number());
            }
        }
    }

    @Test
    void usedUpLimits_areABadVerdict() throws Exception {
        certificateLogin(PASSWORD);
        simulator.faults().add("POST /invoices/query/metadata#1=429:3000");
        assertThat(ksef().run("query", "--patience", "2s").code()).isEqualTo(ExitCode.LIMITS.number());
        Ran held = withPassword().run("doctor", "--json");
        assertThat(held.out())
                .containsPattern("\"held-back\",\"verdict\":\"BAD\",\"finding\":\"[A-Z_]+: 2\\d\\d\\d s\"")
                .containsPattern("INVOICE_METADATA >= \\d+ in the next hour");
    }

    @Test
    void processes_runEachCommand() throws Exception {
        certificateLogin(PASSWORD);
        for (String command : new String[] {"token", "cert", "permission"}) {
            Ran ran = ksef().process(command);
            assertThat(ran.code()).as(command + ran.messages()).isZero();
        }
        assertThat(withPassword().process("doctor", "--json").out()).contains("\"signed-document\"");
    }
}
