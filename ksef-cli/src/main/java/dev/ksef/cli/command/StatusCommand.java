package dev.ksef.cli.command;

import dev.ksef.KsefContextClient;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.api.SessionApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what became of a session and its invoices; without one it lists the latest sessions. */
public final class StatusCommand implements Command {

    private static final int LATEST = 20;
    private static final int PAGE = 1000;
    private static final List<String> INVOICE_COLUMNS =
            List.of("ordinalNumber", "invoiceNumber", "code", "status", "ksefNumber", "referenceNumber");
    private static final List<String> SESSION_COLUMNS =
            List.of("session", "type", "code", "status", "created", "invoices", "accepted", "rejected");

    @Override
    public void declare(Declaration declaration) {
        declaration.optionalParameter("SESSION").flag("--invoices");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String session = invocation.parameter(0);
        try (Connection connection = Connection.open(invocation)) {
            if (session == null) {
                invocation.output().results(SESSION_COLUMNS, latest(connection.company()));
                return ExitCode.OK;
            }
            ReferenceNumber number = References.session(session, invocation.words());
            if (invocation.has("--invoices")) {
                invocation.output().results(INVOICE_COLUMNS, invoices(connection.company(), number));
                return ExitCode.OK;
            }
            SessionStatus status = connection.company().sessions().status(number);
            invocation.output().result(session(number, status));
            return status.status().isFailure() ? ExitCode.REFUSED : ExitCode.OK;
        }
    }

    private static Stream<Fields> latest(KsefContextClient company) {
        return Stream.of(SessionType.values())
                .flatMap(type -> company.sessions().stream(SessionFilter.of(type))
                        .limit(LATEST)
                        .map(session -> summary(type, session)));
    }

    private static Fields summary(SessionType type, SessionSummary session) {
        StatusInfo status = session.status();
        return Fields.of("session", session.referenceNumber())
                .and("type", type.value())
                .and("code", status == null ? null : status.code())
                .and("status", status == null ? null : status.description())
                .and("created", session.dateCreated())
                .and("invoices", session.totalInvoiceCount())
                .and("accepted", session.successfulInvoiceCount())
                .and("rejected", session.failedInvoiceCount());
    }

    private static Fields session(ReferenceNumber number, SessionStatus status) {
        return Fields.of("session", number)
                .and("code", status.status().code())
                .and("status", status.status().description())
                .and("created", status.dateCreated())
                .and("validUntil", status.validUntil())
                .and("invoices", status.invoiceCount())
                .and("accepted", status.successfulInvoiceCount())
                .and("rejected", status.failedInvoiceCount());
    }

    private static Stream<Fields> invoices(KsefContextClient company, ReferenceNumber session) {
        SessionApi api = company.open(SessionApi.class);
        List<SessionInvoice> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            SessionInvoicesPage page = api.invoices(session, PAGE, token);
            all.addAll(page.invoices());
            token = page.continuationToken();
        } while (token != null && !token.isEmpty());
        return all.stream().map(StatusCommand::invoice);
    }

    private static Fields invoice(SessionInvoice invoice) {
        return Fields.of("ordinalNumber", invoice.ordinalNumber())
                .and("invoiceNumber", invoice.invoiceNumber())
                .and("code", invoice.status().code())
                .and("status", invoice.status().description())
                .and("details", invoice.status().details())
                .and("ksefNumber", invoice.ksefNumber())
                .and("referenceNumber", invoice.referenceNumber())
                .and("hash", invoice.invoiceHash())
                .and("acquired", invoice.acquisitionDate());
    }
}
