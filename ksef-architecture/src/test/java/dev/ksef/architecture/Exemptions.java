package dev.ksef.architecture;

import static dev.ksef.architecture.Rules.NOTHING_IS_PRINTED;
import static dev.ksef.architecture.Rules.NO_REFLECTION;
import static dev.ksef.architecture.Rules.NO_STATIC_STATE_CHANGES;
import static dev.ksef.architecture.Rules.OPTIONAL_IS_A_RETURN_TYPE_ONLY;
import static dev.ksef.architecture.Rules.THE_CLOCK_IS_READ_IN_ONE_PLACE;
import static dev.ksef.architecture.Rules.WAITING_IS_DONE_IN_ONE_PLACE;

import java.util.List;
import java.util.stream.Stream;

/** Every place that a rule does not apply to, with the reason. {@link ExemptionsTest} finds those that nobody needs any more. */
final class Exemptions {

    private static final List<Exemption> TIME = List.of(
            new Exemption(THE_CLOCK_IS_READ_IN_ONE_PLACE, "SystemTime", "the one place"),
            new Exemption(WAITING_IS_DONE_IN_ONE_PLACE, "SystemTime", "the one place"),
            new Exemption(
                    THE_CLOCK_IS_READ_IN_ONE_PLACE,
                    "SimulatorBuilder",
                    "the simulator shares no code with what it judges; its clock is one InstantSource, the machine's by default"),
            new Exemption(
                    THE_CLOCK_IS_READ_IN_ONE_PLACE,
                    "TlsIdentity",
                    "a client's TLS judges the simulator's certificates by the machine's clock"),
            new Exemption(
                    THE_CLOCK_IS_READ_IN_ONE_PLACE, "dev.ksef.examples..", "programs ask the machine what day it is"),
            new Exemption(
                    THE_CLOCK_IS_READ_IN_ONE_PLACE, "dev.ksef.cli..", "a program asks the machine what day it is"),
            new Exemption(THE_CLOCK_IS_READ_IN_ONE_PLACE, "dev.ksef.benchmarks..", "benchmarks measure"),
            new Exemption(WAITING_IS_DONE_IN_ONE_PLACE, "dev.ksef.benchmarks..", "benchmarks wait for their threads"),
            new Exemption(
                    THE_CLOCK_IS_READ_IN_ONE_PLACE,
                    "dev.ksef.testkit..",
                    "suites give up on threads that never come, by the machine's clock"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "dev.ksef.testkit..",
                    "suites and tools of tests wait for the threads they started"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "SimulatedWorld",
                    "threads that process packages end by the machine's clock before the state is saved"),
            new Exemption(WAITING_IS_DONE_IN_ONE_PLACE, "FaultContext", "a planned fault is a server that stalls"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "JdkHttpClient",
                    "the JDK's HTTP client waits for its sockets by itself"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "JdkHttpEngine",
                    "the JDK's HTTP client is told how long to wait for a socket"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "ExchangeThreads",
                    "takes the result of an exchange that is known to be over"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE, "SingleFlight", "takes the result of work that is known to be done"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "OrderedCompression",
                    "waits for its own threads, which compute; an interrupt ends it"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "CaffeineTokenStore",
                    "a lock of the JDK is waited for by its own clock, as long as the deadline leaves"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "TokenConnection",
                    "PKCS#11 has no time limits: a token answers when it answers"),
            new Exemption(
                    WAITING_IS_DONE_IN_ONE_PLACE,
                    "SlotDiscovery",
                    "a process of the operating system ends by its own clock"));

    private static final List<Exemption> STATE = List.of(
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "KsefContext.ENTERED",
                    "whom a thread acts for belongs to the thread, and is nobody's argument"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "SlotLoginCount.NUMBERS",
                    "who has logged in to which token: PKCS#11 has one login for each process and token"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "FieldOutline",
                    "a tree that is put together before anybody sees it, and only read afterwards"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "InvoiceWalk.XML",
                    "a factory that is set up before anybody sees it; the JDK's makes readers for many threads"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "UpoXml.XML",
                    "a factory that is set up before anybody sees it; the JDK's makes readers for many threads"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES, "MarkupSections", "bytes to compare with, one by one; handed to nobody"),
            new Exemption(NO_STATIC_STATE_CHANGES, "XmlProlog", "bytes to compare with, one by one; handed to nobody"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "QrSymbol.HINTS",
                    "enums and a number, which ZXing wants to have as objects of any kind"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "CryptographicCheck.STRONG",
                    "a set that can be asked for null, as no immutable one can; handed to nobody"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "StoreThread.THREADS",
                    "threads that have nothing to do: they belong to nobody, hold nothing of anybody, and end within a second"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES, "HttpServers.THREADS", "numbers the threads of a process in their names"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "RsaKeys",
                    "the keys that simulators of one process begin with: to make them is the longest part of many a test"),
            new Exemption(NO_STATIC_STATE_CHANGES, "OfficialSchemas.NONE", "a map that is empty for good"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "dev.ksef.benchmarks..",
                    "what is measured is set up before, and handed to nobody"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES, "InvoiceStructure", "its facts are put together once, and only read"),
            new Exemption(NO_STATIC_STATE_CHANGES, "FactPlace.ELSEWHERE", "a place below which there is nothing"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "NamespaceLimit.DECLARATION",
                    "bytes to compare with, one by one; handed to nobody"),
            new Exemption(NO_STATIC_STATE_CHANGES, "Typeface", "widths of letters, read once; handed to nobody"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES,
                    "SoftHsm",
                    "the tokens that one process made, which it removes when it ends"),
            new Exemption(
                    NO_STATIC_STATE_CHANGES, "CryptoEngineContract", "samples that the suite hands to the engine"));

    private static final List<Exemption> CALLS = List.of(
            new Exemption(NOTHING_IS_PRINTED, "dev.ksef.examples..", "programs print"),
            new Exemption(NOTHING_IS_PRINTED, "dev.ksef.benchmarks..", "programs print"),
            new Exemption(NOTHING_IS_PRINTED, "dev.ksef.cli..", "programs print"),
            new Exemption(NOTHING_IS_PRINTED, "dev.ksef.simulator.program.Main", "the simulator as a program"),
            new Exemption(
                    NOTHING_IS_PRINTED,
                    "dev.ksef.fa3.generator.Generator",
                    "a program of the build, which prints how much of the schema it covers"),
            new Exemption(NOTHING_IS_PRINTED, "SlotListingProgram", "a program of its own, whose output is its answer"),
            new Exemption(NOTHING_IS_PRINTED, "SoftHsm", "whoever runs tests sees what was skipped"),
            new Exemption(
                    NO_REFLECTION,
                    "FormattingObjects",
                    "takes what the module of pictures hands to FOP and to nobody else, to give it to FOP alone"),
            new Exemption(NO_REFLECTION, "Comparisons", "reads which baseline a benchmark names in its annotation"),
            new Exemption(
                    NO_REFLECTION,
                    "dev.ksef.adapter.feign..",
                    "turns annotated interfaces into calls, and records into queries and JSON"),
            new Exemption(NO_REFLECTION, "ByteRuns", "sees eight bytes as one number, and finds nothing by its name"),
            new Exemption(NO_REFLECTION, "Terminal", "asks for a method that Java has since 22"),
            new Exemption(NO_REFLECTION, "SampleEvents", "makes an event of each kind, also of those added later"),
            new Exemption(NO_REFLECTION, "BouncyCastleVersions", "looks at which files a library comes from"),
            new Exemption(NO_REFLECTION, "SimulatorExtension", "JUnit asks it by a parameter"));

    private static final List<Exemption> SIGNATURES = List.of(
            new Exemption(OPTIONAL_IS_A_RETURN_TYPE_ONLY, "TokenStoreContract", "looks at what a store answered"),
            new Exemption(OPTIONAL_IS_A_RETURN_TYPE_ONLY, "KeyStoreContract", "looks at what a store answered"));

    static final List<Exemption> ALL =
            Stream.of(TIME, STATE, CALLS, SIGNATURES).flatMap(List::stream).toList();

    private Exemptions() {}

    static Stream<Exemption> of(Rules rule) {
        return ALL.stream().filter(exemption -> exemption.rule() == rule);
    }
}
