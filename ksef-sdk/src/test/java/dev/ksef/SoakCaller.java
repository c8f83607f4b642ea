package dev.ksef;

import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.RollingOnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.domain.session.UpoDownload;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** A program that acts for one taxpayer, and does with failures what the documentation says. */
final class SoakCaller {

    static final Duration PATIENCE = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(3);
    private static final int MOST_TRIES = 20;
    private static final int EACH_OF = 6;

    /** To look for invoices by: nothing is sent with it. */
    static final ContentKey NO_KEY = ContentKey.of(new byte[32], new byte[16]);

    private final String nip;
    private final KsefContextClient view;
    private final Time time;
    private final SoakLedger ledger;

    SoakCaller(String nip, KsefClient client, Time time, SoakLedger ledger) {
        this.nip = nip;
        this.view = client.forNip(nip);
        this.time = time;
        this.ledger = ledger;
    }

    String nip() {
        return nip;
    }

    KsefContextClient view() {
        return view;
    }

    /** Sends invoices, waits for their numbers, fetches some of what there is about them, and rests. */
    void round(String name, int invoices) {
        RollingOnlineSession sessions = open();
        round(name, invoices, sessions);
        close(sessions);
        pause(BETWEEN_ROUNDS);
    }

    /** The same through sessions that others use, too, and that stay. */
    void round(String name, int invoices, RollingOnlineSession sessions) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 1; i <= invoices; i++) {
            String number = name + "/" + i;
            files.put(number, Scenario.invoice(nip, number, today()));
        }
        Map<String, SentInvoice> tickets = new LinkedHashMap<>();
        files.forEach((number, xml) -> tickets.put(number, sent(sessions, xml)));
        tickets.forEach((number, ticket) -> confirm(number, files.get(number), ticket));
        lookAround();
    }

    RollingOnlineSession open() {
        return untilDone(() -> view.sessions().openRollingOnline(FormCode.FA_3));
    }

    /** Closes, and fetches the UPO of each session that has one. */
    void close(RollingOnlineSession sessions) {
        untilDone(() -> {
            sessions.close();
            return true;
        });
        sessions.referenceNumbers().forEach(this::fetchPages);
    }

    private SentInvoice sent(RollingOnlineSession sessions, byte[] xml) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sessions.send(xml);
            } catch (KsefException failed) {
                sawOnce(failed, attempt);
                Optional<SentInvoice> found = isUnknown(failed) ? found(sessions, xml) : Optional.empty();
                if (found.isPresent()) {
                    return found.get();
                }
                pause(PAUSE);
            }
        }
    }

    private static boolean isUnknown(KsefException failed) {
        return failed instanceof KsefTransportException unanswered && unanswered.delivery() == Delivery.UNKNOWN
                || failed instanceof KsefApiException answered && answered.status() >= 500;
    }

    private Optional<SentInvoice> found(RollingOnlineSession sessions, byte[] xml) {
        return sessions.referenceNumbers().stream()
                .map(session -> untilDone(
                        () -> view.sessions().resumeOnline(session, NO_KEY).find(InvoiceXml.of(xml))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void confirm(String number, byte[] xml, SentInvoice ticket) {
        AcceptedInvoice invoice = untilDone(() -> ticket.await(PATIENCE));
        ledger.accepted(nip, number, invoice);
        if (Math.floorMod(number.hashCode(), EACH_OF) == 0) {
            byte[] upo = untilDone(invoice::upo).bytes();
            Assertions.assertThat(new String(upo, StandardCharsets.UTF_8))
                    .contains(invoice.ksefNumber().value());
            byte[] fetched = untilDone(() -> view.invoices().await(invoice.ksefNumber(), PATIENCE))
                    .bytes();
            Assertions.assertThat(fetched).isEqualTo(xml);
        }
    }

    /** What a program shows its user. */
    private void lookAround() {
        untilDone(() -> view.rateLimits().refresh());
        untilDone(() -> view.limits().context());
        untilDone(() -> view.authSessions().list(null, null));
        untilDone(() -> view.sessions().stream(SessionFilter.of(SessionType.ONLINE))
                .limit(EACH_OF)
                .toList());
        untilDone(() -> view.invoices()
                .list(InvoiceQuery.asSeller()
                        .byInvoicingDate()
                        .from(Instant.ofEpochMilli(time.millis()).minus(Duration.ofDays(1)))
                        .build()));
    }

    /** A session with a key that KSeF cannot read, which has no UPO, is told apart from a moment's error by asking again. */
    private void fetchPages(ReferenceNumber session) {
        for (int attempt = 1; attempt <= 2; attempt++) {
            try {
                UpoDownload upo = view.sessions().upo(session);
                view.sessions()
                        .awaitProcessed(session, PATIENCE)
                        .upo()
                        .pages()
                        .forEach(page -> untilDone(() -> upo.page(page)));
                return;
            } catch (KsefProcessingException ended) {
                ledger.saw(ended);
            } catch (KsefException failed) {
                ledger.saw(failed);
                pause(PAUSE);
                attempt--;
            }
        }
    }

    /** What changes nothing, or what the client itself makes safe to ask for again. */
    private <T> T untilDone(Supplier<T> act) {
        for (int attempt = 1; ; attempt++) {
            try {
                return act.get();
            } catch (KsefException failed) {
                sawOnce(failed, attempt);
                pause(PAUSE);
            }
        }
    }

    private void sawOnce(KsefException failed, int attempt) {
        ledger.saw(failed);
        if (attempt == MOST_TRIES) {
            throw failed;
        }
    }

    private void pause(Duration length) {
        try {
            time.sleepUntil(time.millis() + length.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The soak was ended", ended);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time.millis()), ZoneId.of("Europe/Warsaw"));
    }
}
