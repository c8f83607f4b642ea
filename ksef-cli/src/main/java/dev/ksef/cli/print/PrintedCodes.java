package dev.ksef.cli.print;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows which codes an invoice is printed with. The commands store an invoice under its KSeF number, so a file's name tells it,
 * as far as check sum and seller agree. A code is never guessed: an invoice of which nothing is known has none.
 */
public final class PrintedCodes {

    private static final Pattern STORED = Pattern.compile("([0-9A-F-]{35,36})\\.xml");

    private final Words words;
    private final @Nullable KsefEnvironment environment;
    private final @Nullable KsefNumber number;
    private final @Nullable OfflineCodes offline;
    private final @Nullable Nip context;

    private PrintedCodes(
            Words words,
            @Nullable KsefEnvironment environment,
            @Nullable KsefNumber number,
            @Nullable OfflineCodes offline,
            @Nullable Nip context) {
        this.words = words;
        this.environment = environment;
        this.number = number;
        this.offline = offline;
        this.context = context;
    }

    /**
     * Returns the codes of invoices that are in KSeF.
     *
     * @param environment where; null if nobody said so
     * @param number that of the only invoice; null if the files' names tell it
     */
    public static PrintedCodes online(Words words, @Nullable KsefEnvironment environment, @Nullable KsefNumber number) {
        return new PrintedCodes(words, environment, number, null, null);
    }

    /**
     * Returns the codes of invoices that were issued offline.
     *
     * @param context for whom they will be sent; null for the seller of each
     */
    public static PrintedCodes offline(Words words, OfflineCodes codes, @Nullable Nip context) {
        return new PrintedCodes(words, null, null, codes, context);
    }

    /** Returns both links of an invoice that was issued offline; empty if such are not meant. */
    public Optional<OfflineLinks> offline(Path file, InvoiceFacts invoice) {
        if (offline == null) {
            return Optional.empty();
        }
        Nip seller = seller(file, invoice);
        return Optional.of(offline.links(invoice, context == null ? seller : context));
    }

    /** Returns the link of an invoice that is in KSeF; empty if number or environment are not known. */
    public Optional<InvoiceVerificationLink> online(Path file, InvoiceFacts invoice) {
        KsefNumber known = number(file, invoice);
        return known == null || environment == null
                ? Optional.empty()
                : Optional.of(new InvoiceVerificationLink(
                        environment.qrBase(), seller(file, invoice), day(file, invoice), invoice.hash(), known));
    }

    /** Says why an invoice has no link, and what to do. */
    public String missing(Path file, InvoiceFacts invoice) {
        return words.get(number(file, invoice) == null ? "pdf.no-number" : "pdf.no-environment");
    }

    private @Nullable KsefNumber number(Path file, InvoiceFacts invoice) {
        return number == null ? stored(file, invoice) : number;
    }

    /** Who renames a file may err, and the wrong number would be in print. */
    private static @Nullable KsefNumber stored(Path file, InvoiceFacts invoice) {
        Matcher name = STORED.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || invoice.sellerNip() == null) {
            return null;
        }
        var number = new KsefNumber(name.group(1));
        return number.isValid() && number.value().startsWith(invoice.sellerNip() + "-") ? number : null;
    }

    private Nip seller(Path file, InvoiceFacts invoice) {
        Nip seller = invoice.sellerNip();
        if (seller == null) {
            throw unreadable(file);
        }
        return seller;
    }

    private LocalDate day(Path file, InvoiceFacts invoice) {
        LocalDate day = invoice.issueDate();
        if (day == null) {
            throw unreadable(file);
        }
        return day;
    }

    private Failure unreadable(Path file) {
        return new Failure(ExitCode.REFUSED, words.get("qr.unreadable", file));
    }
}
