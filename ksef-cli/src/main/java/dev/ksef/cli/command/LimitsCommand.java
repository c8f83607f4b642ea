package dev.ksef.cli.command;

import dev.ksef.KsefContextClient;
import dev.ksef.cli.call.Command;
import dev.ksef.cli.call.Connection;
import dev.ksef.cli.call.Declaration;
import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Fields;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveContextLimits.SessionLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.model.limit.RateLimit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells how much KSeF takes: calls in a time, and sizes. */
public final class LimitsCommand implements Command {

    private static final List<String> COLUMNS = List.of("limit", "perSecond", "perMinute", "perHour", "most");

    @Override
    public void declare(Declaration declaration) {
        // No options of its own.
    }

    @Override
    public ExitCode run(Invocation invocation) {
        try (Connection connection = Connection.open(invocation)) {
            KsefContextClient company = connection.company();
            EffectiveApiRateLimits rates = company.rateLimits().refresh();
            Stream<Fields> sizes = Stream.concat(
                    sizes(company.limits().context()), counts(company.limits().subject()));
            invocation.output().results(COLUMNS, Stream.concat(rates(rates), sizes));
            return ExitCode.OK;
        }
    }

    private static Stream<Fields> rates(EffectiveApiRateLimits rates) {
        return Stream.of(
                rate("onlineSession", rates.onlineSession()),
                rate("onlineSessionClose", rates.onlineSessionClose()),
                rate("batchSession", rates.batchSession()),
                rate("batchSessionClose", rates.batchSessionClose()),
                rate("invoiceSend", rates.invoiceSend()),
                rate("invoiceStatus", rates.invoiceStatus()),
                rate("sessionList", rates.sessionList()),
                rate("sessionInvoiceList", rates.sessionInvoiceList()),
                rate("sessionMisc", rates.sessionMisc()),
                rate("invoiceMetadata", rates.invoiceMetadata()),
                rate("invoiceExport", rates.invoiceExport()),
                rate("invoiceExportStatus", rates.invoiceExportStatus()),
                rate("invoiceDownload", rates.invoiceDownload()),
                rate("collectiveIdentifier", rates.collectiveIdentifier()),
                rate("other", rates.other()),
                rate("anonymous", rates.anonymous()),
                rate("global", rates.global()));
    }

    private static Fields rate(String name, @Nullable RateLimit rate) {
        return Fields.of("limit", name)
                .and("perSecond", rate == null ? null : rate.perSecond())
                .and("perMinute", rate == null ? null : rate.perMinute())
                .and("perHour", rate == null ? null : rate.perHour());
    }

    private static Stream<Fields> sizes(EffectiveContextLimits limits) {
        return Stream.concat(
                session("onlineSession", limits.onlineSession()), session("batchSession", limits.batchSession()));
    }

    private static Stream<Fields> session(String name, @Nullable SessionLimits limits) {
        return limits == null
                ? Stream.empty()
                : Stream.of(
                        most(name + ".invoices", limits.maxInvoices()),
                        most(name + ".invoiceMB", limits.maxInvoiceSizeInMB()),
                        most(name + ".invoiceWithAttachmentMB", limits.maxInvoiceWithAttachmentSizeInMB()));
    }

    private static Stream<Fields> counts(EffectiveSubjectLimits limits) {
        var enrollment = limits.enrollment();
        var certificate = limits.certificate();
        return Stream.of(
                most("certificate.enrollments", enrollment == null ? null : enrollment.maxEnrollments()),
                most("certificates", certificate == null ? null : certificate.maxCertificates()));
    }

    private static Fields most(String name, @Nullable Integer most) {
        return Fields.of("limit", name).and("most", most);
    }
}
