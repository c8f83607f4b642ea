package dev.ksef.simulator.page;

import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The invoices that KSeF took, each with its XML, its UPO and its verification code. */
final class InvoiceList implements PageList {

    /** More of an invoice's XML is not shown; it can be downloaded. */
    private static final int MOST_SHOWN_CHARACTERS = 100_000;

    private static final int CHUNK = 500;

    private final InstantSource clock;
    private final InvoiceArchive archive;
    private final SessionRegister sessions;
    private final UpoArchive upo;
    private final InvoicePicture picture;

    InvoiceList(
            InstantSource clock,
            InvoiceArchive archive,
            SessionRegister sessions,
            UpoArchive upo,
            InvoicePicture picture) {
        this.clock = clock;
        this.archive = archive;
        this.sessions = sessions;
        this.upo = upo;
        this.picture = picture;
    }

    @Override
    public PageRows rows(PageQuery query) {
        Instant now = clock.instant();
        if (query.all()) {
            return new PageRows(
                    archive.size(),
                    true,
                    archive.newest(query.skipped(), query.most()).stream()
                            .map(invoice -> json(invoice, now))
                            .toList());
        }
        return query.pick(
                newestFirst(),
                invoice -> query.matches(invoice.ksefNumber(), invoice.taken().number()),
                invoice -> json(invoice, now));
    }

    private Stream<StoredInvoice> newestFirst() {
        int chunks = (archive.size() + CHUNK - 1) / CHUNK;
        return IntStream.range(0, chunks).boxed().flatMap(chunk -> archive.newest(chunk * CHUNK, CHUNK).stream());
    }

    private static ObjectNode json(StoredInvoice invoice, Instant now) {
        return invoice.json().put("state", state(invoice, now)).put("bytes", invoice.size());
    }

    private static String state(StoredInvoice invoice, Instant now) {
        if (!invoice.hasNumber(now)) {
            return "processing";
        }
        if (!invoice.available(now)) {
            return "numbered";
        }
        return invoice.stored(now) ? "stored" : "available";
    }

    /**
     * All that there is to show of an invoice.
     *
     * @param origin what the link of its verification code begins with
     */
    Optional<ObjectNode> invoice(String ksefNumber, String origin) {
        Instant now = clock.instant();
        return archive.find(ksefNumber).map(invoice -> {
            ObjectNode json = json(invoice, now);
            String xml = new String(invoice.xml(), StandardCharsets.UTF_8);
            json.put("xml", xml.substring(0, Math.min(xml.length(), MOST_SHOWN_CHARACTERS)))
                    .put("cut", xml.length() > MOST_SHOWN_CHARACTERS)
                    .put("session", invoice.taken().session())
                    .put("upo", upo(invoice).isPresent())
                    .put("picture", picture.isDrawn());
            json.set("code", VerificationCode.of(invoice, origin).json());
            return json;
        });
    }

    Optional<byte[]> xml(String ksefNumber) {
        return archive.find(ksefNumber).map(StoredInvoice::xml);
    }

    /**
     * The invoice as people read it.
     *
     * @param origin what the link of its verification code begins with
     */
    Optional<HttpReply> picture(String ksefNumber, String origin) {
        return archive.find(ksefNumber).map(invoice -> picture.page(invoice, origin));
    }

    Optional<byte[]> upo(String ksefNumber) {
        return archive.find(ksefNumber).flatMap(this::upo);
    }

    /** The UPO of an invoice that came in a session; none of one that was put into the archive. */
    private Optional<byte[]> upo(StoredInvoice invoice) {
        Instant now = clock.instant();
        return sessions.find(invoice.taken().session())
                .flatMap(session -> session.invoices(now)
                        .numbered(invoice.ksefNumber())
                        .filter(sent -> sent.accepted(now) != null)
                        .map(sent -> upo.ofInvoice(session.terms(), sent)));
    }
}
