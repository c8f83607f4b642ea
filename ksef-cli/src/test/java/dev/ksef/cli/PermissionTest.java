package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.InternalId;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionTest {

    private static final String PRINT = "A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90";
    private static final String PESEL = "44051401359";

    @TempDir
    Path home;

    private KsefSimulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = KsefSimulator.start();
        Certified.pem(home, simulator.nip());
        Ran login = ksef().with("KSEF_KEY_PASSWORD", Certified.PASSWORD)
                .run(
                        "login",
                        "--environment",
                        simulator.baseUri(),
                        "--nip",
                        simulator.nip(),
                        "--certificate",
                        home.resolve("c.pem"),
                        "--key",
                        home.resolve("k.pem"));
        assertThat(login.code()).as(login.messages()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Ran permission(String line) {
        return ksef().run(("permission " + line).split(" "));
    }

    /** Grants, finds it in a list, revokes it by what the list says, and does not find it any more. */
    private void comesAndGoes(String grant, String list, String mark, String revoke) {
        Ran granted = permission(grant + " --json");
        assertThat(granted.code()).as(grant + "\n" + granted.messages()).isZero();
        assertThat(granted.out()).contains("\"done\":true");
        List<String> rows = permission(list + " --json")
                .out()
                .lines()
                .filter(row -> row.contains(mark))
                .toList();
        assertThat(rows).as(list).isNotEmpty();
        assertThat(permission(list).out()).contains(mark);
        for (String row : rows) {
            Ran gone = permission(revoke + " " + row.replaceAll(".*\"permission\":\"([^\"]+)\".*", "$1"));
            assertThat(gone.code()).as(gone.messages()).isZero();
        }
        assertThat(permission(list + " --json").out()).doesNotContain(mark);
    }

    @Test
    void eachKindOfRight_isGrantedListedAndRevoked() {
        comesAndGoes(
                "grant-person " + PESEL
                        + " --rights invoice-read,invoice-write --first-name Anna --last-name Nowak --description Books-1",
                "list",
                "Books-1",
                "revoke");
        comesAndGoes(
                "grant-person 1111111111 --rights credentials-read --first-name Jan --last-name Nowak"
                        + " --description Books-2",
                "granted",
                "Books-2",
                "revoke");
        comesAndGoes(
                "grant-person " + PRINT + " --rights invoice-read --first-name Erika --last-name Muster"
                        + " --born 1990-08-12 --document-type passport --document-number C01X0006H"
                        + " --document-country DE --description Books-3",
                "list",
                "Books-3",
                "revoke");
        comesAndGoes(
                "grant-person " + PRINT + " --rights invoice-read --first-name Erika --last-name Muster"
                        + " --identified-by " + PESEL + " --description Books-4",
                "list",
                "Books-4",
                "revoke");
        comesAndGoes(
                "grant-entity 1111111111 --rights invoice-read,invoice-write --delegable --name Biuro-ABC"
                        + " --description Office-1",
                "list",
                "Office-1",
                "revoke");
        comesAndGoes(
                "grant-authorization 1111111111 --rights self-invoicing --name Sklepy-SA --description Self-1",
                "authorizations",
                "Self-1",
                "revoke-authorization");
        comesAndGoes(
                "grant-unit " + PESEL + " --unit " + unit() + " --name Oddzial --first-name Anna"
                        + " --last-name Nowak --description Unit-1",
                "units",
                "Unit-1",
                "revoke");
        comesAndGoes(
                "grant-eu-administration " + PRINT + " --context " + simulator.nip()
                        + "-DE123456789 --name Muster-GmbH --address Hauptstr.1 --description Europe-1",
                "eu",
                "Europe-1",
                "revoke");
    }

    private String unit() {
        return IntStream.range(0, 10)
                .mapToObj(digit -> InternalId.of(simulator.nip() + "-1234" + digit))
                .filter(InternalId::hasValidChecksum)
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void lists_areThereForEachSide() {
        for (String list : new String[] {"mine", "received", "authorized-by", "subordinates", "roles"}) {
            Ran listed = permission(list + " --json");
            assertThat(listed.code()).as(list + listed.messages()).isZero();
        }
    }

    @Test
    void whatIsTypedWrong_isRefusedBeforeKsefIsAsked() {
        simulator.close();
        for (String[] wrong : new String[][] {
            {"grant", "grant-person"},
            {"grant-person 123 --rights invoice-read --first-name Anna --last-name Nowak --description Books", "PESEL"},
            {"grant-person " + PESEL + " --rights everything --first-name Anna --last-name Nowak", "invoice-read"},
            {"grant-person " + PESEL + " --rights invoice-read --description Books", "--first-name"},
            {"grant-person " + PRINT + " --rights invoice-read --first-name Anna --last-name Nowak", "--born"},
            {"grant-unit " + PESEL + " --unit 1-1 --first-name Anna --last-name Nowak", "NIP"},
            {"grant-authorization 1111111111 --rights self-invoicing,tax-representative --name Sklepy-SA", "one by one"
            },
            {"grant-eu " + PRINT + "0 --rights invoice-read --name Muster --address Weg", "64"},
            {"grant-eu-administration " + PRINT + " --context DE1 --name Muster --address Weg", "hyphen"},
            {"revoke 12", "36 characters"}
        }) {
            Ran ran = permission(wrong[0]);
            assertThat(ran.code()).as(wrong[0] + "\n" + ran.messages()).isEqualTo(ExitCode.USAGE.number());
            assertThat(ran.messages()).hasLineCount(1).contains(wrong[1]).doesNotContain(PESEL);
        }
    }
}
