package dev.ksef.simulator.program;

import dev.ksef.simulator.ApiVersion;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.TlsCertificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The options of the command line: one for each setting of the builder that a text can express. */
enum CommandLineOption {
    PORT("N", "port; 0, the default, means any free one", (to, value) -> to.port(value.number())),
    STORAGE_PORT(
            "N",
            "port for the storage alone; 0 means any free one; by default it is at the port of the API",
            (to, value) -> to.storagePort(value.number())),
    TLS_PORT("N", "port with TLS, too; 0 means any free one", (to, value) -> to.tlsPort(value.number())),
    TLS_CERTIFICATE(
            "good|expired|wrong-host",
            "the certificate shown over TLS; good by default",
            (to, value) -> to.tlsCertificate(value.of(TlsCertificate.values()))),
    CA("FILE", "where to write the CA of that certificate, as PEM", (to, value) -> to.caFile(value.path())),
    BIND(
            "ADDRESS",
            "address to listen on; 127.0.0.1 by default; 0.0.0.0 lets other machines in",
            (to, value) -> to.bind(value.text())),
    PUBLIC_BASE(
            "URL",
            "what signed links begin with; by default they follow the Host of the request",
            (to, value) -> to.publicBase(value.uri())),
    REMOTE_ADMINISTRATION(
            "yes|no",
            "whether other machines may plan faults, too; no by default",
            (to, value) -> to.remoteAdministration(value.yesOrNo())),
    NIP(
            "NIP",
            "the taxpayer who may sign in; random by default; may be repeated, for sellers and buyers",
            (to, value) -> to.nips(value.texts())),
    TOKEN("TOKEN", "the KSeF token to sign in with; random by default", (to, value) -> to.token(value.text())),
    SEED(
            "FILE",
            "JSON with taxpayers, rights, invoices, faults and limits to begin with",
            (to, value) -> to.seed(value.path())),
    STATE("DIR", "folder to load the state from, and to save it at the end", (to, value) -> to.state(value.path())),
    MEMORY(
            "MB",
            "for invoices and UPO, further ones go to a temporary file; 64 by default",
            (to, value) -> to.memory(value.number())),
    SELF_SIGNED_CERTIFICATES(
            "yes|no",
            "whether they may sign in, as on TEST; yes by default",
            (to, value) -> to.selfSignedCertificates(value.yesOrNo())),
    API_VERSION(
            "2.8|2.9",
            "the version of the API to play; 2.8 by default",
            (to, value) -> to.apiVersion(ApiVersion.of(value.text()))),
    AUTHENTICATION_METHOD(
            "yes|no",
            "whether sign-ins have the deprecated field authenticationMethod; yes by default, no with API 2.9",
            (to, value) -> to.authenticationMethod(value.yesOrNo())),
    SAME_TOKEN_WITHIN_A_SECOND(
            "yes|no",
            "whether refreshing twice within a second gives one token; no by default",
            (to, value) -> to.sameTokenWithinASecond(value.yesOrNo())),
    CERTIFICATE_LIMITS(
            "M,N",
            "how many applications and active certificates anybody may have",
            (to, value) -> to.certificateLimits(value.number(0), value.number(1))),
    SCHEMAS(
            "DIR",
            "folder with the official XSD files, to validate invoices by",
            (to, value) -> to.schemas(value.path())),
    PROCESSING_DELAY(
            "MS",
            "how long an invoice takes to be processed; 0 by default",
            (to, value) -> to.processingDelay(value.millis())),
    AUTHENTICATION_DELAY(
            "MS", "how long signing in takes; 0 by default", (to, value) -> to.authenticationDelay(value.millis())),
    AVAILABILITY_DELAY(
            "MS",
            "how long a numbered invoice can be neither downloaded nor found; 0 by default",
            (to, value) -> to.availabilityDelay(value.millis())),
    PERMANENT_STORAGE_DELAY(
            "MS",
            "how long an invoice that can be downloaded is not found; 0 by default",
            (to, value) -> to.permanentStorageDelay(value.millis())),
    HIGH_WATER_MARK_LAG(
            "MS",
            "how far behind the time queries are complete; 0 by default",
            (to, value) -> to.highWaterMarkLag(value.millis())),
    MAX_INVOICES_PER_SESSION("N", "10000 by default", (to, value) -> to.maxInvoicesPerSession(value.number())),
    MAX_INVOICES_PER_QUERY("N", "10000 by default", (to, value) -> to.maxInvoicesPerQuery(value.number())),
    EXPORT_DELAY("MS", "how long an export takes; 0 by default", (to, value) -> to.exportDelay(value.millis())),
    MAX_RUNNING_EXPORTS("N", "10 by default", (to, value) -> to.maxRunningExports(value.number())),
    MAX_INVOICES_PER_EXPORT("N", "10000 by default", (to, value) -> to.maxInvoicesPerExport(value.number())),
    MAX_EXPORT_BYTES("N", "1000000000 by default", (to, value) -> to.maxExportBytes(value.number())),
    EXPORT_PART_BYTES("N", "50000000 by default", (to, value) -> to.exportPartBytes(value.number())),
    EXPORT_GZIP_MEMBERS(
            "N",
            "members of each export of type TarGz; 1 by default",
            (to, value) -> to.exportGzipMembers(value.number())),
    EXPORT_LINK_LIFE(
            "MS",
            "for how long a link to a part is good; 3600000 by default",
            (to, value) -> to.exportLinkLife(value.millis())),
    EXPORT_PACKAGE_LIFE(
            "MS",
            "how long an export can be downloaded; 604800000 by default, a week",
            (to, value) -> to.exportPackageLife(value.millis())),
    EXPORT_STATUS_LIFE(
            "MS",
            "how long the status of an export is told; 691200000 by default, 8 days",
            (to, value) -> to.exportStatusLife(value.millis())),
    QR_HOST(
            "HOST",
            "another host that verification links may be signed for; none by default",
            (to, value) -> to.qrHost(value.text())),
    RATE_LIMITS(
            "none|production",
            "the limits to count calls by; none by default",
            (to, value) -> to.rateLimits(value.of(RateLimitProfile.values()))),
    RATE_LIMIT(
            "GROUP=S,M,H",
            "one group's, such as invoiceSend=10,30,180; -1 is none; may be repeated",
            (to, value) -> value.rateLimits(to)),
    FAULT(
            "RULE",
            "what goes wrong, see below; may be repeated",
            (to, value) -> to.faults(value.texts().toArray(String[]::new))),
    FAULT_SEED(
            "N",
            "settles which calls a share like #5% means; 0 by default",
            (to, value) -> to.faultSeed(value.longNumber()));

    private final String value;
    private final String description;
    private final BiConsumer<SimulatorBuilder, OptionValue> setting;

    CommandLineOption(String value, String description, BiConsumer<SimulatorBuilder, OptionValue> setting) {
        this.value = value;
        this.description = description;
        this.setting = setting;
    }

    static Optional<CommandLineOption> named(String text) {
        return Stream.of(values()).filter(option -> option.text().equals(text)).findFirst();
    }

    /** The option as users write it, such as {@code --tls-port}. */
    String text() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The option with its value, such as {@code --tls-port N}. */
    String usage() {
        return text() + " " + value;
    }

    String description() {
        return description;
    }

    boolean repeatable() {
        return this == FAULT || this == RATE_LIMIT || this == NIP;
    }

    /**
     * Changes the settings as the option says.
     *
     * @param written the values in the order in which they were written; several only if it is repeatable
     * @throws IllegalArgumentException if a value does not fit the option
     */
    void apply(SimulatorBuilder settings, List<String> written) {
        setting.accept(settings, new OptionValue(text(), written));
    }
}
