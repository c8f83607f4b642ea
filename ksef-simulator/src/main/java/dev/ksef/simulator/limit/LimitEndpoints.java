package dev.ksef.simulator.limit;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.certificate.CertificateHolder;
import dev.ksef.simulator.certificate.CertificateQuota;
import dev.ksef.simulator.certificate.JudgedApplications;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/** Tells how much a context may send, and how many certificates a subject may have. */
public final class LimitEndpoints {

    private static final int MEGABYTE = 1_000_000;
    private static final int INVOICES_PER_COLLECTIVE_IDENTIFIER = 500;

    private final BearerGate gate;
    private final int maxInvoicesPerSession;
    private final JudgedApplications applications;

    public LimitEndpoints(BearerGate gate, int maxInvoicesPerSession, JudgedApplications applications) {
        this.gate = gate;
        this.maxInvoicesPerSession = maxInvoicesPerSession;
        this.applications = applications;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/limits/context", RateGroup.OTHER, this::context);
        router.add("GET", "/v2/limits/subject", RateGroup.OTHER, this::subject);
    }

    private HttpReply context(HttpRequest request) {
        gate.enter(request, BearerUse.ACCESS);
        ObjectNode body = JsonTrees.object();
        body.set("onlineSession", session());
        body.set("batchSession", session());
        body.putObject("collectiveIdentifier").put("maxInvoices", INVOICES_PER_COLLECTIVE_IDENTIFIER);
        return HttpReply.json(200, body);
    }

    private ObjectNode session() {
        return JsonTrees.object()
                .put("maxInvoiceSizeInMB", InvoiceJudge.MAX_BYTES / MEGABYTE)
                .put("maxInvoiceWithAttachmentSizeInMB", InvoiceJudge.MAX_BYTES_WITH_ATTACHMENT / MEGABYTE)
                .put("maxInvoices", maxInvoicesPerSession);
    }

    private HttpReply subject(HttpRequest request) {
        CertificateQuota quota = applications.quota(CertificateHolder.of(gate.enter(request, BearerUse.ACCESS)));
        ObjectNode body = JsonTrees.object();
        body.putObject("enrollment").put("maxEnrollments", quota.enrollments());
        body.putObject("certificate").put("maxCertificates", quota.certificates());
        return HttpReply.json(200, body);
    }
}
