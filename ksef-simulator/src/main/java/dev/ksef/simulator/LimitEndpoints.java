package dev.ksef.simulator;

import tools.jackson.databind.node.ObjectNode;

/** How much a context may send, and how many certificates whoever is signed in may have. */
final class LimitEndpoints {

    private static final int MEGABYTE = 1_000_000;
    private static final int INVOICES_PER_COLLECTIVE_IDENTIFIER = 500;

    private final Gate gate;
    private final int maxInvoicesPerSession;
    private final Enrollments enrollments;

    LimitEndpoints(Gate gate, int maxInvoicesPerSession, Enrollments enrollments) {
        this.gate = gate;
        this.maxInvoicesPerSession = maxInvoicesPerSession;
        this.enrollments = enrollments;
    }

    void addTo(Router router) {
        router.add("GET", "/v2/limits/context", RateGroup.OTHER, this::context);
        router.add("GET", "/v2/limits/subject", RateGroup.OTHER, this::subject);
    }

    private Reply context(Request request) {
        gate.enter(request, BearerKind.ACCESS);
        ObjectNode body = Json.object();
        body.set("onlineSession", session());
        body.set("batchSession", session());
        body.putObject("collectiveIdentifier").put("maxInvoices", INVOICES_PER_COLLECTIVE_IDENTIFIER);
        return Reply.json(200, body);
    }

    private ObjectNode session() {
        return Json.object()
                .put("maxInvoiceSizeInMB", InvoiceJudge.MAX_BYTES / MEGABYTE)
                .put("maxInvoiceWithAttachmentSizeInMB", InvoiceJudge.MAX_BYTES_WITH_ATTACHMENT / MEGABYTE)
                .put("maxInvoices", maxInvoicesPerSession);
    }

    private Reply subject(Request request) {
        CertificateQuota quota = enrollments.quota(CertificateHolder.of(gate.enter(request, BearerKind.ACCESS)));
        ObjectNode body = Json.object();
        body.putObject("enrollment").put("maxEnrollments", quota.enrollments());
        body.putObject("certificate").put("maxCertificates", quota.certificates());
        return Reply.json(200, body);
    }
}
