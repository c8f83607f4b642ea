package dev.ksef.cli.command;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.print.Pictures;
import dev.ksef.cli.print.PrintedCodes;
import dev.ksef.cli.print.RootElement;
import dev.ksef.cli.profile.PrivateFile;
import dev.ksef.cli.profile.Profile.SignInMeans;
import dev.ksef.cli.profile.Profiles;
import dev.ksef.cli.profile.SignInSource;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.FailureReport;
import dev.ksef.cli.shell.Fields;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Upo;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.pdf.InvoiceRenderer;
import dev.ksef.pdf.language.Language;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints invoices and confirmations as PDF or HTML. It asks nobody, and needs no sign-in. What cannot be printed is told with its
 * file, and the others are printed.
 */
public final class PdfCommand implements Command {

    private static final List<String> COLUMNS = List.of("file", "state", "stored", "label", "reason");
    private static final Pattern COLOUR = Pattern.compile("#?([0-9A-Fa-f]{6})");
    private static final Pattern XML = Pattern.compile("\\.xml$", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 40;

    /** More than the readers of invoices and confirmations take. */
    private static final int LARGEST_BYTES = 64 << 20;

    private final InvoiceReader reader = new InvoiceReader(new JdkCryptoEngine());
    private final Set<Path> written = new HashSet<>();
    private ExitCode end = ExitCode.OK;

    @Override
    public void declare(Declaration declaration) {
        declaration
                .parameters("FILE")
                .option("--out", "FOLDER")
                .flag("--replace")
                .flag("--html")
                .option("--language", "LANGUAGE")
                .option("--logo", "FILE")
                .option("--colour", "RRGGBB")
                .option("--ksef-number", "NUMBER")
                .flag("--offline")
                .option("--environment", "NAME")
                .option("--qr-base", "URL")
                .option("--context", "NIP");
        SignInOptions.declare(declaration);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Words words = invocation.words();
        @Nullable Path folder = invocation.folder("--out");
        List<Path> files = files(invocation);
        @Nullable SignInMeans certificate = certificate(invocation, files);
        var pictures = new Pictures(renderer(invocation), invocation.has("--html"));
        if (certificate == null) {
            print(invocation, files, folder, online(invocation), pictures);
            return end;
        }
        @Nullable String context = invocation.text("--context");
        try (var source =
                new SignInSource(certificate, invocation.secrets(), words, invocation.text("--secret-file"))) {
            var codes = new OfflineCodes(QrCommand.environment(invocation), source.signer(), Time.system());
            @Nullable Nip nip = context == null ? null : References.nip(context, words);
            print(invocation, files, folder, PrintedCodes.offline(words, codes, nip), pictures);
        }
        return end;
    }

    /** Returns the certificate for codes of offline invoices; null if such are not meant. */
    private static @Nullable SignInMeans certificate(Invocation invocation, List<Path> files) {
        Words words = invocation.words();
        @Nullable SignInMeans certificate = SignInOptions.certificate(invocation);
        if (invocation.has("--offline") != (certificate != null)) {
            throw new Failure(ExitCode.USAGE, words.get("pdf.offline-certificate"));
        }
        if (invocation.has("--ksef-number") && certificate != null) {
            throw new Failure(ExitCode.USAGE, words.get("qr.numbered"));
        }
        if (invocation.has("--ksef-number") && files.size() != 1) {
            throw new Failure(ExitCode.USAGE, words.get("pdf.one-number"));
        }
        return certificate;
    }

    private static PrintedCodes online(Invocation invocation) {
        @Nullable String written = invocation.text("--ksef-number");
        @Nullable KsefNumber number = written == null ? null : References.ksefNumber(written, invocation.words());
        boolean unknown = number == null
                && invocation.text("--environment") == null
                && invocation.profileName().equals(Profiles.USUAL)
                && !invocation.profiles().has(Profiles.USUAL);
        return PrintedCodes.online(invocation.words(), unknown ? null : QrCommand.environment(invocation), number);
    }

    private void print(
            Invocation invocation, List<Path> files, @Nullable Path folder, PrintedCodes codes, Pictures pictures) {
        invocation.output().results(COLUMNS, files.stream().map(file -> {
            try {
                return printed(invocation, file, folder, codes, pictures);
            } catch (RuntimeException failure) {
                return failed(invocation, file, failure);
            }
        }));
    }

    /** Files stand for themselves, and folders for the XML files in them. */
    private static List<Path> files(Invocation invocation) {
        var files = new ArrayList<Path>();
        for (String name : invocation.parameters()) {
            Path path = Invocation.path(invocation.words(), name);
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            List<Path> inside = xmlFiles(path);
            if (inside.isEmpty()) {
                throw new Failure(ExitCode.FILES, invocation.words().get("folder.empty", path));
            }
            files.addAll(inside);
        }
        return files;
    }

    private static List<Path> xmlFiles(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(
                            file -> XML.matcher(file.getFileName().toString()).find() && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read", unreadable);
        }
    }

    private static InvoiceRenderer renderer(Invocation invocation) {
        var renderer = InvoiceRenderer.builder().language(language(invocation));
        @Nullable String colour = invocation.text("--colour");
        if (colour != null) {
            var hex = COLOUR.matcher(colour);
            if (!hex.matches()) {
                throw new Failure(ExitCode.USAGE, invocation.words().get("pdf.no-colour"));
            }
            renderer.accent(Integer.parseInt(hex.group(1), 16));
        }
        @Nullable Path logo = invocation.path("--logo");
        if (logo != null) {
            renderer.logo(content(logo, invocation.words()));
        }
        return renderer.build();
    }

    private static Language language(Invocation invocation) {
        return switch (invocation.choice("--language", Chosen.class, Chosen.PL)) {
            case PL -> Language.POLISH;
            case EN -> Language.ENGLISH;
            case BOTH -> Language.BILINGUAL;
        };
    }

    /** The languages as people type them. */
    private enum Chosen {
        PL,
        EN,
        BOTH
    }

    private static byte[] content(Path file, Words words) {
        if (!Files.isRegularFile(file)) {
            throw new Failure(ExitCode.FILES, words.get("file.missing", file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST_BYTES);
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.FILES, words.get("file.unreadable", file));
        }
    }

    private Fields printed(
            Invocation invocation, Path file, @Nullable Path folder, PrintedCodes codes, Pictures pictures) {
        Words words = invocation.words();
        Path target = target(file, folder, pictures.ending());
        if (!written.add(target.toAbsolutePath().normalize())) {
            throw new Failure(ExitCode.FILES, words.get("pdf.twice", target));
        }
        if (Files.exists(target) && !invocation.has("--replace")) {
            throw new Failure(ExitCode.FILES, words.get("pdf.exists", target));
        }
        byte[] content = content(file, words);
        String root = RootElement.name(content);
        return switch (root) {
            case "Faktura" -> invoice(file, target, InvoiceXml.of(content), codes, pictures);
            case "Potwierdzenie" -> {
                write(target, pictures.of(Upo.of(content)));
                yield result(file, "PRINTED", target, null, null);
            }
            case "" -> throw new Failure(ExitCode.REFUSED, words.get("pdf.no-xml"));
            default -> throw new Failure(ExitCode.REFUSED, words.get("pdf.other", shortened(root)));
        };
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    }

    private Fields invoice(Path file, Path target, InvoiceXml xml, PrintedCodes codes, Pictures pictures) {
        InvoiceFacts facts = reader.read(xml);
        Optional<OfflineLinks> links = codes.offline(file, facts);
        if (links.isPresent()) {
            write(target, pictures.of(xml, links.get()));
            return result(file, "PRINTED", target, links.get().invoice().label(), null);
        }
        Optional<InvoiceVerificationLink> link = codes.online(file, facts);
        if (link.isPresent()) {
            write(target, pictures.of(xml, link.get()));
            return result(file, "PRINTED", target, link.get().label(), null);
        }
        write(target, pictures.of(xml));
        return result(file, "NO_CODE", target, null, codes.missing(file, facts));
    }

    private static Path target(Path file, @Nullable Path folder, String ending) {
        String name = XML.matcher(String.valueOf(file.getFileName())).replaceFirst("") + ending;
        return folder == null ? file.resolveSibling(name) : folder.resolve(name);
    }

    private static void write(Path file, byte[] content) {
        try {
            PrivateFile.replaceShared(file, content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The picture cannot be written to " + file, unwritable);
        }
    }

    private static Fields result(
            Path file, String state, @Nullable Path stored, @Nullable String label, @Nullable String reason) {
        return Fields.of("file", file)
                .and("state", state)
                .and("stored", stored)
                .and("label", label)
                .and("reason", reason);
    }

    /** The first failure decides how the command ends. */
    private Fields failed(Invocation invocation, Path file, RuntimeException failure) {
        FailureReport report = FailureReport.of(failure, invocation.words(), invocation.messages());
        if (end == ExitCode.OK) {
            end = report.code();
        }
        return result(file, "NOT_PRINTED", null, null, report.line());
    }
}
