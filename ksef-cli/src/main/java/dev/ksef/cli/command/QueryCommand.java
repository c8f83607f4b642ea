package dev.ksef.cli.command;

import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists invoices in KSeF that concern the taxpayer. */
public final class QueryCommand implements Command {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final int DAYS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> COLUMNS =
            List.of("ksefNumber", "invoiceNumber", "issueDate", "sellerNip", "buyer", "gross", "currency");

    @Override
    public void declare(Declaration declaration) {
        declaration
                .option("--as", "ROLE")
                .option("--by", "DATE-TYPE")
                .option("--from", "DAY")
                .option("--to", "DAY")
                .option("--ksef-number", "NUMBER")
                .option("--invoice-number", "NUMBER")
                .option("--seller", "NIP")
                .option("--buyer", "NIP")
                .option("--limit", "COUNT")
                .option("--patience", "TIME");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        InvoiceQuery query = query(invocation);
        int limit = invocation.count("--limit", Integer.MAX_VALUE);
        try (Connection connection = Connection.open(invocation);
                Stream<InvoiceMetadata> found =
                        connection.company().invoices().stream(query, invocation.duration("--patience", PATIENCE))) {
            invocation.output().results(COLUMNS, found.limit(limit).map(QueryCommand::fields));
            return ExitCode.OK;
        }
    }

    /** Returns what the options of a command ask for. */
    static InvoiceQuery query(Invocation invocation) {
        InvoiceQuery.Builder query = InvoiceQuery.as(invocation.choice("--as", SubjectType.class, SubjectType.BUYER))
                .by(invocation.choice("--by", InvoiceDateType.class, InvoiceDateType.PERMANENT_STORAGE))
                .from(invocation.day("--from", LocalDate.now(WARSAW).minusDays(DAYS)));
        if (invocation.has("--to")) {
            query.to(invocation.day("--to", LocalDate.now(WARSAW)));
        }
        @Nullable String number = invocation.text("--ksef-number");
        if (number != null) {
            query.ksefNumber(References.ksefNumber(number, invocation.words()));
        }
        @Nullable String invoice = invocation.text("--invoice-number");
        if (invoice != null) {
            query.invoiceNumber(invoice);
        }
        if (invocation.has("--seller")) {
            query.sellerNip(References.nip(invocation.required("--seller"), invocation.words()));
        }
        if (invocation.has("--buyer")) {
            query.buyer(References.nip(invocation.required("--buyer"), invocation.words()));
        }
        return query.build();
    }

    private static Fields fields(InvoiceMetadata invoice) {
        InvoiceMetadata.@Nullable Seller seller = invoice.seller();
        InvoiceMetadata.@Nullable Buyer buyer = invoice.buyer();
        KsefNumber number = invoice.ksefNumber();
        @Nullable Nip sellerNip = seller == null ? null : seller.nip();
        return Fields.of("ksefNumber", number)
                .and("invoiceNumber", invoice.invoiceNumber())
                .and("issueDate", invoice.issueDate())
                .and("acquired", invoice.acquisitionDate())
                .and("permanentStorageDate", invoice.permanentStorageDate())
                .and("sellerNip", sellerNip)
                .and("sellerName", seller == null ? null : seller.name())
                .and(
                        "buyer",
                        buyer == null || buyer.identifier() == null
                                ? null
                                : buyer.identifier().value())
                .and("buyerName", buyer == null ? null : buyer.name())
                .and("net", invoice.netAmount())
                .and("vat", invoice.vatAmount())
                .and("gross", invoice.grossAmount())
                .and("currency", invoice.currency())
                .and("hash", invoice.invoiceHash());
    }
}
