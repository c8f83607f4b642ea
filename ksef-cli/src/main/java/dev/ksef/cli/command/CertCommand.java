package dev.ksef.cli.command;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Fields;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.signature.signing.DssXadesSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, applies for, renews and revokes KSeF certificates. */
public final class CertCommand implements Command {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LINE = 64;
    private static final List<String> COLUMNS =
            List.of("serialNumber", "type", "status", "name", "validFrom", "validTo");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .optionalParameter("ACTION")
                .optionalParameter("SERIAL")
                .option("--name", "NAME")
                .option("--type", "TYPE")
                .option("--key", "FILE")
                .option("--out", "FILE")
                .option("--reason", "REASON")
                .option("--secret-file", "FILE")
                .flag("--revoke-old")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        @Nullable String action = invocation.parameter(0);
        return switch (action == null ? "list" : action) {
            case "list" -> list(invocation);
            case "enrol" -> enrol(invocation);
            case "renew" -> renew(invocation);
            case "revoke" -> revoke(invocation);
            default ->
                throw new Failure(
                        ExitCode.USAGE, invocation.words().get("no.choice", "ACTION", "list, enrol, renew, revoke"));
        };
    }

    private static ExitCode list(Invocation invocation) {
        try (Connection connection = Connection.open(invocation);
                var found = connection.company().certificates().stream(CertificateQuery.ALL)) {
            invocation.output().results(COLUMNS, found.map(CertCommand::fields));
            return ExitCode.OK;
        }
    }

    private static Fields fields(CertificateMetadata certificate) {
        return Fields.of("serialNumber", certificate.certificateSerialNumber())
                .and("type", certificate.type())
                .and("status", certificate.status())
                .and("name", certificate.name())
                .and("validFrom", certificate.validFrom())
                .and("validTo", certificate.validTo())
                .and("lastUse", certificate.lastUseDate());
    }

    /** The key is saved before KSeF is asked: a certificate without its key is worth nothing. */
    private static ExitCode enrol(Invocation invocation) {
        String name = invocation.required("--name");
        CertificateType type = invocation.choice("--type", CertificateType.class, CertificateType.AUTHENTICATION);
        Path keyFile = Invocation.path(invocation.words(), invocation.required("--key"));
        Path out = Invocation.path(invocation.words(), invocation.required("--out"));
        LocalNewKey key = key(invocation, keyFile);
        // What is asked for here is the password of the new key; the sign-in has its own source.
        try (Connection connection = Connection.open(invocation, invocation.profile(), null)) {
            KsefCertificate issued =
                    application(invocation, connection, keyFile).issued(type, name, key);
            store(out, issued);
            invocation
                    .output()
                    .result(told(issued.certificateSerialNumber(), type, issued.x509())
                            .and("name", name)
                            .and("certificate", out)
                            .and("key", keyFile));
            return ExitCode.OK;
        }
    }

    private static CertApplication application(Invocation invocation, Connection connection, Path keyFile) {
        return new CertApplication(
                invocation, connection.company().certificates(), invocation.duration("--patience", PATIENCE), keyFile);
    }

    private static Fields told(CertificateSerialNumber number, CertificateType type, X509Certificate certificate) {
        return Fields.of("serialNumber", number)
                .and("type", type.value())
                .and("validTo", certificate.getNotAfter().toInstant());
    }

    /** The old certificate is revoked only when the new one has signed in, or signed a code. */
    private static ExitCode renew(Invocation invocation) {
        CertificateSerialNumber number = References.serialNumber(invocation.given(1), invocation.words());
        Path keyFile = Invocation.path(invocation.words(), invocation.required("--key"));
        Path out = Invocation.path(invocation.words(), invocation.required("--out"));
        LocalNewKey key = key(invocation, keyFile);
        try (Connection connection = Connection.open(invocation, invocation.profile(), null)) {
            Certificates certificates = connection.company().certificates();
            CertificateMetadata old = certificates
                    .find(number)
                    .orElseThrow(() ->
                            new Failure(ExitCode.REFUSED, invocation.words().get("cert.unknown")));
            CertificateType type = old.type() == null
                    ? CertificateType.AUTHENTICATION
                    : old.type().known().orElse(CertificateType.AUTHENTICATION);
            @Nullable String named = invocation.has("--name") ? invocation.required("--name") : old.name();
            String name = named == null ? invocation.required("--name") : named;
            KsefCertificate issued =
                    application(invocation, connection, keyFile).issued(type, name, key);
            store(out, issued);
            RenewedCertificate renewed = certificates.resume(
                    issued.certificateSerialNumber(),
                    plan(number, type, key),
                    invocation.duration("--patience", PATIENCE));
            if (invocation.has("--revoke-old")) {
                renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
            }
            invocation
                    .output()
                    .result(told(renewed.serialNumber(), type, issued.x509())
                            .and("replaces", number)
                            .and("revoked", invocation.has("--revoke-old"))
                            .and("certificate", out)
                            .and("key", keyFile));
            return ExitCode.OK;
        }
    }

    private static RenewalPlan plan(CertificateSerialNumber old, CertificateType type, LocalNewKey key) {
        return type == CertificateType.OFFLINE
                ? RenewalPlan.ofOffline(old, key)
                : RenewalPlan.ofAuthentication(old, key, signer -> Credentials.certificate(DssXadesSigner.of(signer)));
    }

    /** A key that is there already is the one of an application that was cut off. */
    private static LocalNewKey key(Invocation invocation, Path file) {
        char[] password =
                invocation.secrets().get("secret.password", "KSEF_NEW_KEY_PASSWORD", invocation.text("--secret-file"));
        try {
            if (Files.exists(file)) {
                return LocalNewKey.load(file, password);
            }
            LocalNewKey fresh = LocalNewKey.ecP256();
            fresh.save(file, password);
            return fresh;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void store(Path file, KsefCertificate certificate) {
        try {
            String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                    .encodeToString(certificate.x509().getEncoded());
            String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
            PrivateFile.replaceShared(file, pem.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The certificate cannot be written to " + file, unwritable);
        } catch (CertificateEncodingException unreadable) {
            throw new IllegalStateException("The certificate cannot be encoded", unreadable);
        }
    }

    private static ExitCode revoke(Invocation invocation) {
        var number = References.serialNumber(invocation.given(1), invocation.words());
        var reason = invocation.choice(
                "--reason", CertificateRevocationReason.class, CertificateRevocationReason.UNSPECIFIED);
        try (Connection connection = Connection.open(invocation)) {
            connection.company().certificates().revoke(number, reason);
            invocation.output().result(Fields.of("serialNumber", number).and("revoked", true));
            return ExitCode.OK;
        }
    }
}
