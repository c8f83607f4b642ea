package dev.ksef.simulator.limit;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.certificate.CertificateHolder;
import dev.ksef.simulator.certificate.CertificateQuota;
import dev.ksef.simulator.certificate.JudgedApplications;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.quota.ContextLimits;
import dev.ksef.simulator.quota.GrantedContextLimits;
import dev.ksef.simulator.quota.SessionLimits;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Shows how much a context may send, and how many certificates a subject may have, and changes that as only the
 * environment for tests allows.
 */
public final class LimitEndpoints {

    private static final int MOST_MEGABYTES = 5;
    private static final int MOST_MEGABYTES_WITH_ATTACHMENT = 10;
    private static final int MOST_INVOICES = 100_000;
    private static final int FEWEST_PER_IDENTIFIER = 2;
    private static final int MOST_PER_IDENTIFIER = 5_000;
    private static final Set<String> SUBJECT_TYPES = Set.of("Nip", "Pesel", "Fingerprint");

    private final BearerGate gate;
    private final GrantedContextLimits limits;
    private final JudgedApplications applications;

    public LimitEndpoints(BearerGate gate, GrantedContextLimits limits, JudgedApplications applications) {
        this.gate = gate;
        this.limits = limits;
        this.applications = applications;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/limits/context", RateGroup.OTHER, this::context);
        router.add("GET", "/v2/limits/subject", RateGroup.OTHER, this::subject);
        router.add("POST", "/v2/testdata/limits/context/session", RateGroup.OTHER, this::changeContext);
        router.add("DELETE", "/v2/testdata/limits/context/session", RateGroup.OTHER, this::resetContext);
        router.add("POST", "/v2/testdata/limits/subject/certificate", RateGroup.OTHER, this::changeSubject);
        router.add("DELETE", "/v2/testdata/limits/subject/certificate", RateGroup.OTHER, this::resetSubject);
    }

    private HttpReply context(HttpRequest request) {
        return HttpReply.json(200, limits.of(caller(request).context()).json());
    }

    private HttpReply changeContext(HttpRequest request) {
        LoginContext context = caller(request).context();
        JsonBody body = JsonBody.of(request);
        ContextLimits wanted = new ContextLimits(
                session(body.object("onlineSession")),
                session(body.object("batchSession")),
                body.object("collectiveIdentifier").between("maxInvoices", FEWEST_PER_IDENTIFIER, MOST_PER_IDENTIFIER));
        body.check();
        limits.change(context, wanted);
        return HttpReply.empty(200);
    }

    private static SessionLimits session(JsonBody wanted) {
        return new SessionLimits(
                wanted.between("maxInvoiceSizeInMB", 0, MOST_MEGABYTES),
                wanted.between("maxInvoiceWithAttachmentSizeInMB", 0, MOST_MEGABYTES_WITH_ATTACHMENT),
                wanted.between("maxInvoices", 0, MOST_INVOICES));
    }

    private HttpReply resetContext(HttpRequest request) {
        limits.reset(caller(request).context());
        return HttpReply.empty(200);
    }

    private HttpReply subject(HttpRequest request) {
        CertificateQuota quota = applications.quota(holder(request));
        ObjectNode body = JsonTrees.object();
        body.putObject("enrollment").put("maxEnrollments", quota.enrollments());
        body.putObject("certificate").put("maxCertificates", quota.certificates());
        return HttpReply.json(200, body);
    }

    /** Changes what is named; what is absent stays. */
    private HttpReply changeSubject(HttpRequest request) {
        CertificateHolder holder = holder(request);
        JsonBody body = JsonBody.of(request);
        String type = body.optionalChoice("subjectIdentifierType", SUBJECT_TYPES);
        if (type != null && SUBJECT_TYPES.contains(type) && !type.equals(holder.type())) {
            body.problem("subjectIdentifierType", "is not that of the subject who signed in, " + holder.type());
        }
        CertificateQuota before = applications.quota(holder);
        CertificateQuota wanted = new CertificateQuota(
                most(body, "enrollment", "maxEnrollments", before.enrollments()),
                most(body, "certificate", "maxCertificates", before.certificates()));
        body.check();
        applications.change(holder, wanted);
        return HttpReply.empty(200);
    }

    private static int most(JsonBody body, String group, String field, int before) {
        return body.optionalObject(group)
                .map(given -> given.optionalBetween(field, 0, Integer.MAX_VALUE, before))
                .orElse(before);
    }

    private HttpReply resetSubject(HttpRequest request) {
        applications.reset(holder(request));
        return HttpReply.empty(200);
    }

    private CertificateHolder holder(HttpRequest request) {
        return CertificateHolder.of(caller(request));
    }

    private AuthenticationOperation caller(HttpRequest request) {
        return gate.enter(request, BearerUse.ACCESS);
    }
}
