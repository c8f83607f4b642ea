package dev.ksef.simulator.page;

import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionInvoices;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sessions of all contexts, and the invoices of one. */
final class SessionList implements PageList {

    private final InstantSource clock;
    private final SessionRegister sessions;

    SessionList(InstantSource clock, SessionRegister sessions) {
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    public PageRows rows(PageQuery query) {
        Instant now = clock.instant();
        if (query.all()) {
            List<ObjectNode> rows = sessions.newestFirst()
                    .skip(query.skipped())
                    .limit(query.most())
                    .map(session -> json(session, now))
                    .toList();
            return new PageRows(sessions.size(), true, rows);
        }
        return query.pick(
                sessions.newestFirst(),
                session -> query.matches(
                        session.terms().referenceNumber(),
                        session.terms().context().value(),
                        session.terms().form().systemCode()),
                session -> json(session, now));
    }

    /** The invoices of a session; nothing if there is no such session. */
    Optional<ObjectNode> session(String referenceNumber, PageQuery query) {
        Instant now = clock.instant();
        return sessions.find(referenceNumber).map(session -> {
            ObjectNode json = rows(session.invoices(now), query, now).json();
            json.set("session", json(session, now));
            return json;
        });
    }

    private static PageRows rows(SessionInvoices invoices, PageQuery query, Instant now) {
        SessionInvoices.Counts counts = invoices.counts(now);
        // Ordinal numbers begin with 1 and have no gaps.
        List<JudgedInvoice> found = query.refused()
                ? invoices.failed(query.skipped(), query.most(), now)
                : invoices.after(query.skipped(), query.most());
        return new PageRows(
                query.refused() ? counts.failed() : counts.all(),
                true,
                found.stream().map(invoice -> invoice.shownJson(now)).toList());
    }

    private static ObjectNode json(SimulatedSession session, Instant now) {
        SessionTerms terms = session.terms();
        SessionInvoices.Counts counts = session.invoices(now).counts(now);
        ObjectNode json = JsonTrees.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("interactive", session.interactive())
                .put("context", terms.context().value())
                .put("form", terms.form().systemCode())
                .put("openedAt", terms.openedAt().toString())
                .put("ended", session.ended(now))
                .put("invoices", counts.all())
                .put("accepted", counts.successful())
                .put("rejected", counts.failed());
        json.set("status", session.shownStatus(now).json());
        return json;
    }
}
