package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ksef.cli.command.Commands;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.simulator.KsefSimulator;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    private static final String SECRET = "20261130-EC-SECRET|nip-5265877635|abcdef";

    @TempDir
    Path home;

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private static void is(Ran ran, ExitCode code, String message) {
        assertThat(ran.code()).as(ran.messages()).isEqualTo(code.number());
        assertThat(ran.messages()).contains(message).hasLineCount(1).doesNotContain("\tat ");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void generalHelp_listsEachCommandOnce() throws Exception {
        for (String file : new String[] {"help.txt", "help_pl.txt"}) {
            String help = new String(UsageTest.class.getResourceAsStream(file).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(help.lines()
                            .filter(line -> line.matches(" {2}[a-z]+ {2,}.*"))
                            .map(line -> line.strip().split(" ")[0]))
                    .containsExactlyElementsOf(Commands.NAMES);
            assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        }
    }

    @Test
    void eachCommand_hasHelpWithExamplesAndExitCodesInBothLanguages() {
        for (String name : Commands.NAMES) {
            if (!name.equals("simulator")) {
                for (String language : new String[] {"en", "pl"}) {
                    Ran help = ksef().in(Locale.forLanguageTag(language)).run(name, "--help");
                    assertThat(help.code()).as(help.messages()).isZero();
                    assertThat(help.out()).contains("--json", "130").containsPattern("(?m)^ .*ksef " + name);
                    // An option without a description ends its line, and the next one begins.
                    assertThat(help.out())
                            .as(name)
                            .doesNotContainPattern("(?m)^ +(-h, )?--[a-z-]+(=<[A-Z-]+>)?\\s*\\n +(-h, )?--");
                }
            }
        }
    }

    @Test
    void languages_haveTheSameTexts() throws IOException {
        var english = texts("words.properties");
        var polish = texts("words_pl.properties");
        english.keySet()
                .removeIf(key -> key.toString().matches("(?!help).*\\.examples") || key.equals("advice.REFUSED"));
        assertThat(polish.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        polish.forEach((key, text) -> assertThat(text.toString().split("%\\d\\$s", -1))
                .as(key.toString())
                .hasSameSizeAs(english.getProperty(key.toString()).split("%\\d\\$s", -1)));
    }

    private static Properties texts(String name) throws IOException {
        var texts = new Properties();
        try (Reader file = new InputStreamReader(UsageTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
        return texts;
    }

    @Test
    void secretOnTheCommandLine_isNeverRepeated() {
        for (Object[] arguments : new Object[][] {
            {SECRET},
            {"login", SECRET},
            {"login", "--token", SECRET},
            {"login", "--token=" + SECRET},
            {"login", "--json=" + SECRET},
            {"login", "--environment", SECRET, "--nip", "5265877635"},
            {"login", "--environment", "test", "--nip", SECRET},
            {"send", "a.xml", SECRET},
            {"status", "--profile", SECRET},
            {"upo", SECRET},
            {"query", "--as", SECRET},
            {"query", "--from", SECRET},
            {"journal", SECRET}
        }) {
            Ran ran = ksef().run(arguments);
            assertThat(ran.code()).as("%s", ran.messages()).isEqualTo(ExitCode.USAGE.number());
            assertThat(ran.messages()).doesNotContain("SECRET", "abcdef").hasLineCount(1);
        }
    }

    @Test
    void wrongUse_isToldInOneLine() {
        is(ksef().run("sned"), ExitCode.USAGE, "no such command sned");
        is(ksef().run("send"), ExitCode.USAGE, "Missing: INVOICE");
        is(ksef().run("send", "--wrong", "a.xml"), ExitCode.USAGE, "Unknown option --wrong");
        is(ksef().run("status", "--profile", "other"), ExitCode.USAGE, "There is no profile 'other'");
        is(ksef().run("login", "--environment", "tset", "--nip", "5265877635"), ExitCode.USAGE, "must be test, demo");
        is(
                ksef().run("login", "--environment", "http://example.com/v2", "--nip", "5265877635"),
                ExitCode.USAGE,
                "must be test, demo");
        is(ksef().run("login", "--environment", "test", "--nip", "526587763"), ExitCode.USAGE, "ten digits");
        is(ksef().run("status", "--profile", "../x"), ExitCode.USAGE, "name of a profile");
    }

    @Test
    void emptySecret_isRefusedAndNotTried() {
        Object[] login = {"login", "--environment", "http://127.0.0.1:1/v2", "--nip", "5265877635"};
        is(ksef().with("KSEF_TOKEN", "").run(login), ExitCode.USAGE, "token is empty");
        is(ksef().typing(() -> new char[0]).run(login), ExitCode.USAGE, "token is empty");
        is(ksef().typing(() -> null).run(login), ExitCode.USAGE, "token is empty");
        is(ksef().reading("\n").run(with(login, "--secret-file", "-")), ExitCode.USAGE, "token is empty");
        is(ksef().run(login), ExitCode.SIGN_IN, "token is missing");
        is(ksef().run(with(login, "--secret-file", home.resolve("none"))), ExitCode.FILES, "cannot be read");
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(arguments), java.util.Arrays.stream(more))
                .toArray();
    }

    @Test
    void secret_isReadFromEachPlace() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            Object[] login = {"login", "--environment", simulator.baseUri(), "--nip", simulator.nip()};
            Path file = Files.writeString(home.resolve("token"), simulator.token() + "\r\n");
            assertThat(ksef().run(with(login, "--secret-file", file)).code()).isZero();
            assertThat(ksef().reading(simulator.token() + "\nmore")
                            .run(with(login, "--secret-file", "-"))
                            .code())
                    .isZero();
            Ran typed = ksef().typing(() -> simulator.token().toCharArray()).run(login);
            assertThat(typed.code()).isZero();
            assertThat(typed.messages()).isEqualTo("KSeF token: ");
            assertThat(typed.out()).doesNotContain("KSeF token");
            is(ksef().with("KSEF_TOKEN", SECRET).run(login), ExitCode.SIGN_IN, "login");
        }
    }

    @Test
    void closedOutput_isNoFailureWorthAWord() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Ran ran = ksef().writingTo(closed).run("send", "--help");
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.FILES.number());
    }

    @Test
    void processes_helpAndEndRightly() throws Exception {
        Ran help = ksef().process("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: ksef COMMAND");
        assertThat(help.messages()).isEmpty();
        assertThat(ksef().in(Locale.forLanguageTag("pl")).process("--help").out())
                .startsWith("Użycie: ksef POLECENIE");
        Ran none = ksef().process();
        assertThat(none.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(none.messages()).startsWith("Usage: ");
        Ran wrong = ksef().process("login", "--environment", "test", "--nip", "5265877635");
        is(wrong, ExitCode.SIGN_IN, "token is missing");
        is(
                ksef().reading("\n")
                        .process("login", "--environment", "test", "--nip", "5265877635", "--secret-file", "-"),
                ExitCode.USAGE,
                "token is empty");
        Ran simulator = ksef().process("simulator", "--help");
        assertThat(simulator.code()).isZero();
        assertThat(simulator.out()).contains("--port");
    }

    @Test
    void bash_completesCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                home.resolve("completion"), ksef().run("completion").out());
        var bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source \"$0\"; COMP_WORDS=(ksef send --off); COMP_CWORD=2;"
                                + " _complete_ksef 2>/dev/null; echo ${COMPREPLY[@]};"
                                + "COMP_WORDS=(ksef jour); COMP_CWORD=1; _complete_ksef 2>/dev/null; echo ${COMPREPLY[@]}",
                        script.toString())
                .redirectErrorStream(true)
                .start();
        String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(completed.lines()).containsExactly("--offline", "journal");
    }

    @Test
    void zsh_completesCommandsAndOptions() throws Exception {
        boolean installed = Stream.of("/usr/bin/zsh", "/bin/zsh").anyMatch(zsh -> Files.isExecutable(Path.of(zsh)));
        if (!installed) {
            String why = "SKIPPED: zsh is not installed, so its completion is not tried (Debian: apt-get install zsh)";
            System.err.println(why);
            assumeThat(installed).as(why).isTrue();
        }
        Path script = Files.writeString(
                home.resolve("completion"), ksef().run("completion").out());
        // A shell of its own behind a terminal, where the keys are pressed that a person presses.
        Path typing = Files.writeString(home.resolve("typing"), """
                zmodload zsh/zpty
                zpty shell zsh -f -i
                zpty -w shell "autoload -Uz compinit; compinit -u -d '$1.dump'; source '$1'; echo REA''DY"
                zpty -r shell said '*READY*'
                zpty -w -n shell $'ksef send --off\\t'
                zpty -r shell said '*--offline*' && echo option
                zpty -w -n shell $'\\x15ksef jour\\t'
                zpty -r shell said '*journal*' && echo command
                zpty -d shell
                """);
        Process zsh = new ProcessBuilder("zsh", "-f", typing.toString(), script.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("typed").toFile())
                .start();
        boolean ended = zsh.waitFor(1, TimeUnit.MINUTES);
        zsh.destroyForcibly();
        assertThat(home.resolve("typed")).content().isEqualTo("option\ncommand\n");
        assertThat(ended).isTrue();
    }

    @Test
    void generalHelp_loadsNoLibrary() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.ksef.cli.Main",
                        "--help")
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(loaded).contains("dev.ksef.cli.Main ", "Usage: ksef");
        assertThat(loaded).doesNotContain("picocli", "bouncycastle", "jackson", "feign", "dev.ksef.cli.command");
    }

    @Test
    void readerThatLeaves_seesNoStackTrace() throws Exception {
        Path errors = home.resolve("errors");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var pipe = new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" -cp \"$1\" dev.ksef.cli.Main send --help 2>\"$2\" | true",
                java,
                System.getProperty("java.class.path"),
                errors.toString());
        assertThat(pipe.start().waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(errors).isEmptyFile();
    }
}
