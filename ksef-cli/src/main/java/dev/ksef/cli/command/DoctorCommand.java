package dev.ksef.cli.command;

import dev.ksef.KsefContextClient;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.call.TlsLook;
import dev.ksef.cli.profile.Profile;
import dev.ksef.cli.profile.SignInSource;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.auth.XadesOptions;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.signature.request.SignatureDoctor;
import dev.ksef.signature.signing.DssXadesSigner;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at all that a sending needs, and says of each whether it is good and what to do. It never fails itself. */
public final class DoctorCommand implements Command {

    private static final Duration MOST_DRIFT = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MANY = 10_000;
    private static final List<RateLimitGroup> COUNTED = List.of(
            RateLimitGroup.ONLINE_SESSION,
            RateLimitGroup.INVOICE_SEND,
            RateLimitGroup.INVOICE_METADATA,
            RateLimitGroup.INVOICE_EXPORT,
            RateLimitGroup.INVOICE_DOWNLOAD);

    @Override
    public void declare(Declaration declaration) {
        declaration.option("--secret-file", "FILE");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        var diagnosis = new Diagnosis(invocation.words(), invocation.messages());
        @Nullable Profile profile = diagnosis.of("profile", invocation::profile, DoctorCommand::shown);
        if (profile != null) {
            site(diagnosis, profile.environment().apiBase(), invocation.words());
            diagnosis.of("stores", () -> Connection.open(invocation), connection -> {
                try (connection) {
                    ksef(diagnosis, connection, invocation.words());
                }
                return profile.folder().toString();
            });
            if (profile.signIn().kind() != Profile.Kind.TOKEN) {
                certificate(diagnosis, invocation, profile);
            }
        }
        return diagnosis.tell(invocation.output());
    }

    private static String shown(Profile profile) {
        return profile.name() + ": " + profile.environment() + ", " + profile.nip() + ", "
                + profile.signIn().kind();
    }

    private static void site(Diagnosis diagnosis, URI api, Words words) {
        diagnosis.of("dns", () -> address(api), InetAddress::getHostAddress);
        diagnosis.of("proxy", () -> ProxySelector.getDefault().select(api), DoctorCommand::proxies);
        diagnosis.of("tls", () -> new TlsLook(words).at(api), told -> told);
    }

    private static InetAddress address(URI api) {
        try {
            return InetAddress.getByName(api.getHost());
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("The name " + api.getHost() + " is not known here", unknown);
        }
    }

    private static String proxies(List<Proxy> proxies) {
        return proxies.stream().map(Proxy::toString).collect(Collectors.joining(", "));
    }

    private static void ksef(Diagnosis diagnosis, Connection connection, Words words) {
        KsefContextClient company = connection.company();
        diagnosis.of("connection", () -> connection.client().open(AuthApi.class).challenge(), challenge -> {
            Duration drift = Duration.between(Instant.ofEpochMilli(challenge.timestampMs()), Instant.now());
            diagnosis.judge("clock", drift.abs().compareTo(MOST_DRIFT) < 0, drift.toSeconds() + " s");
            return connection.profile().environment().apiBase().toString();
        });
        diagnosis.of("sign-in", () -> company.tokens().bearer(Deadline.after(WAIT, Time.system())), token -> "");
        diagnosis.of(
                "rights",
                () -> {
                    try (var rights = company.permissions().stream(PersonalPermissionQuery.ALL)) {
                        return rights.map(PersonalPermission::permissionScope).toList();
                    }
                },
                rights -> rights.isEmpty()
                        ? words.get("doctor.no-rights")
                        : rights.stream().map(Object::toString).distinct().collect(Collectors.joining(", ")));
        diagnosis.of("limits", () -> company.rateLimits().refresh(), told -> {
            List<String> left = COUNTED.stream()
                    .map(group -> left(diagnosis, company.rateLimits(), group, words))
                    .toList();
            return String.join("; ", left);
        });
        diagnosis.of("journal", () -> pending(company), pending -> {
            diagnosis.judge("pending", pending.isEmpty(), String.join(", ", pending));
            return "";
        });
    }

    /** Tells how many calls of a group may leave within an hour, by what KSeF allows and by what was made from here. */
    private static String left(Diagnosis diagnosis, RateLimits limits, RateLimitGroup group, Words words) {
        Instant now = Instant.now();
        Duration wait = Duration.between(now, limits.whenFor(group, 1));
        if (wait.compareTo(WAIT) > 0) {
            diagnosis.judge("held-back", false, group + ": " + wait.toSeconds() + " s");
        }
        Instant end = now.plus(HOUR);
        int least = 0;
        int most = MANY;
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (limits.whenFor(group, middle).isAfter(end)) {
                most = middle - 1;
            } else {
                least = middle;
            }
        }
        return words.get("doctor.left", group, least == MANY ? ">= " + MANY : least);
    }

    private static List<String> pending(KsefContextClient company) {
        var submissions = company.submissions();
        return submissions.list().stream()
                .map(submissions::find)
                .flatMap(Optional::stream)
                .filter(report -> !report.ended())
                .map(SubmissionReport::id)
                .map(Object::toString)
                .toList();
    }

    private static void certificate(Diagnosis diagnosis, Invocation invocation, Profile profile) {
        try (var source = new SignInSource(
                profile.signIn(), invocation.secrets(), invocation.words(), invocation.text("--secret-file"))) {
            diagnosis.of("certificate", source::signer, signer -> {
                SignerCertificate certificate = signer.certificate();
                diagnosis.judge(
                        "attributes",
                        certificate.subjectProblems().isEmpty(),
                        String.join("; ", certificate.subjectProblems()));
                diagnosis.judge(
                        "validity",
                        Instant.now().plus(SOON).isBefore(certificate.validTo()),
                        certificate.validFrom() + " - " + certificate.validTo());
                diagnosis.of("signature", () -> signed(invocation, profile, DssXadesSigner.of(signer)), findings -> {
                    diagnosis.judge("signed-document", findings.isEmpty(), told(findings));
                    return "";
                });
                return certificate.kind() + ", " + certificate.fingerprint();
            });
        }
    }

    /** Signs what a sign-in would sign, and has it looked at; KSeF only gives the challenge. */
    private static List<SignatureFinding> signed(Invocation invocation, Profile profile, DssXadesSigner signer) {
        try (Connection connection = Connection.open(invocation)) {
            var prepared = connection
                    .client()
                    .xadesSignIn()
                    .prepare(profile.nip(), XadesOptions.USUAL, Deadline.after(WAIT, Time.system()));
            byte[] document = signer.sign(prepared.request());
            return SignatureDoctor.of(profile.environment(), Time.system()).check(document, prepared.request());
        }
    }

    private static String told(List<SignatureFinding> findings) {
        return findings.stream()
                .map(finding -> finding.cause() + ": " + finding.explanation() + ". " + finding.advice())
                .collect(Collectors.joining("; "));
    }
}
