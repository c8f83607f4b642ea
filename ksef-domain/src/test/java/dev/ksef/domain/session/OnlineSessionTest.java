package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.model.FormCode;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.batch.PartUploadRequest;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionsPage;
import dev.ksef.model.session.UpoPage;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.ContentSource;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.model.StatusInfoBuilder;
import dev.ksef.testkit.model.session.SessionStatusBuilder;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnlineSessionTest {

    private static final byte[] XML = Invoices.FA_3.getBytes(StandardCharsets.UTF_8);
    private static final String LINK = "https://api-test.ksef.mf.gov.pl/storage/upo.xml?sig=a";
    private static final KsefNumber NUMBER = KsefNumber.of("5265877635-20250826-0100001AF629-AF");

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final FakeOnline online = new FakeOnline();
    private final FakeStatus status = new FakeStatus();
    private final FakeTransport transport = new FakeTransport()
            .with(OnlineSessionApi.class, online)
            .with(SessionApi.class, status)
            .with(PublicKeyApi.class, () -> List.of(Faked.key("2026-01-01T00:00:00Z", Usage.SYMMETRIC_KEY_ENCRYPTION)));
    private final Faked.Crypto crypto = new Faked.Crypto();
    private final FakeStorage storage = new FakeStorage();
    private final Sessions sessions = Sessions.builder(
                    KsefEnvironment.TEST,
                    transport,
                    new CallScope(
                            null,
                            BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                            Duration.ofMinutes(2),
                            Deadline.NEVER),
                    EncryptionService.builder(transport, crypto, time, time).build(),
                    crypto,
                    storage,
                    time,
                    time)
            .listener(events)
            .build();

    @Test
    void open_wrapsTheGivenKey_andSendsTheVectorInItsFieldOnly() {
        byte[] key = new byte[32];
        key[0] = 7;
        byte[] vector = new byte[16];
        vector[15] = 9;
        sessions.openOnline(FormCode.FA_3, ContentKey.of(key, vector));
        OpenOnlineSession request = online.opened.get(0);
        assertThat(request.formCode()).isEqualTo(FormCode.FA_3);
        assertThat(Base64.getDecoder().decode(request.encryption().encryptedSymmetricKey()))
                .isEqualTo(key);
        assertThat(Base64.getDecoder().decode(request.encryption().initializationVector()))
                .isEqualTo(vector);
        assertThat(request.encryption().publicKeyId()).isEqualTo(Faked.KEY_ID);
    }

    @Test
    void open_leavesTheCallersKeyToTheCaller() {
        ContentKey mine = crypto.newContentKey();
        OnlineSession session = sessions.openOnline(FormCode.FA_3, mine);
        mine.close();
        session.send(XML);
        session.close();
        assertThat(online.sent).hasSize(1);
    }

    @Test
    void send_declaresBothHashesAndBothSizes() {
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        SentInvoice sent = session.send(InvoiceXml.of(XML), SendOptions.OFFLINE);
        SendInvoice request = online.sent.get(0);
        byte[] cipher = Base64.getDecoder().decode(request.encryptedInvoiceContent());
        assertThat(request.invoiceHash()).isEqualTo(crypto.sha256(XML)).isEqualTo(sent.hash());
        assertThat(request.invoiceSize()).isEqualTo(XML.length);
        assertThat(request.encryptedInvoiceHash()).isEqualTo(crypto.sha256(cipher));
        assertThat(request.encryptedInvoiceSize()).isEqualTo(cipher.length);
        assertThat(request.offlineMode()).isTrue();
        assertThat(request.hashOfCorrectedInvoice()).isNull();
        assertThat(cipher).isNotEqualTo(XML);
    }

    @Test
    void send_ofATechnicalCorrection_namesTheRejectedInvoice() {
        Sha256 rejected = crypto.sha256(new byte[1]);
        sessions.openOnline(FormCode.FA_3).send(InvoiceXml.of(XML), SendOptions.technicalCorrection(rejected));
        assertThat(online.sent.get(0).hashOfCorrectedInvoice()).isEqualTo(rejected);
        assertThat(online.sent.get(0).offlineMode()).isTrue();
    }

    @Test
    void technicalCorrection_notSentAsOffline_isRefusedHere() {
        Sha256 rejected = crypto.sha256(new byte[1]);
        assertThatThrownBy(() -> new SendOptions(false, rejected, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offlineMode");
    }

    @Test
    void send_afterClosing_isRefusedHere() {
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        session.close();
        assertThatThrownBy(() -> session.send(XML))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SO-1");
        assertThat(online.sent).isEmpty();
    }

    @Test
    void close_tellsKsefOnce() {
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        session.close();
        session.close();
        assertThat(online.closes).isEqualTo(1);
    }

    @Test
    void close_ofWhatKsefClosedItself_isClosing() {
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        online.failures.add(Faked.error(400, 21180));
        session.close();
        session.close();
        assertThat(online.closes).isEqualTo(1);
    }

    @Test
    void close_thatFailed_canBeTriedAgain() {
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        online.failures.add(new KsefTransportException("refused", Delivery.NOT_SENT, null));
        assertThatThrownBy(session::close).isInstanceOf(KsefTransportException.class);
        session.close();
        assertThat(online.closes).isEqualTo(2);
    }

    @Test
    void close_neverHidesWhatTheBodyThrew() {
        online.failures.add(Faked.error(400, 21173));
        assertThatThrownBy(() -> {
                    try (OnlineSession session = sessions.openOnline(FormCode.FA_3)) {
                        throw new IllegalStateException("of the body in " + session);
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("of the body")
                .hasSuppressedException(Faked.error(400, 21173));
    }

    @Test
    void await_followsTheInvoiceToItsNumber() {
        status.invoices.add(invoice(100, null));
        status.invoices.add(invoice(150, null));
        status.invoices.add(invoice(200, null));
        status.invoices.add(invoice(200, NUMBER));
        AcceptedInvoice accepted = sent().await(Duration.ofMinutes(1));
        assertThat(accepted.ksefNumber()).isEqualTo(NUMBER);
        assertThat(accepted.verificationLink().toString())
                .startsWith("https://qr-test.ksef.mf.gov.pl/invoice/5265877635/02-11-2026/");
        assertThat(accepted.verificationLink().label()).isEqualTo(NUMBER.value());
    }

    @Test
    void await_aRejectedInvoice_tellsCodeDetailsAndExtensions() {
        status.invoices.add(new SessionInvoice(
                new ReferenceNumber("EE-1"),
                new StatusInfo(440, "Duplikat", List.of("d"), Map.of("originalKsefNumber", NUMBER.value())),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        var rejected = catchThrowableOfType(KsefProcessingException.class, () -> sent().await(Duration.ofMinutes(1)));
        assertThat(rejected.status().code()).isEqualTo(440);
        assertThat(rejected.status().extensions()).containsEntry("originalKsefNumber", NUMBER.value());
        assertThat(rejected.referenceNumber()).hasToString("EE-1");
    }

    @Test
    void await_tooShort_leavesTheReferenceToGoOnWith() {
        for (int i = 0; i < 50; i++) {
            status.invoices.add(invoice(150, null));
        }
        var late = catchThrowableOfType(KsefDeadlineException.class, () -> sent().await(Duration.ofSeconds(3)));
        assertThat(late.referenceNumber()).contains(new ReferenceNumber("EE-1"));
    }

    @Test
    void verificationLink_ofAnUnreadableInvoice_saysWhatToDo() {
        status.invoices.add(invoice(200, NUMBER));
        AcceptedInvoice accepted = sessions.openOnline(FormCode.PEF_3)
                .send(
                        InvoiceXml.of("<Invoice/>".getBytes(StandardCharsets.UTF_8)),
                        SendOptions.ONLINE.withoutPreFlight())
                .await(Duration.ofMinutes(1));
        assertThat(accepted.sellerNip()).isEmpty();
        assertThatThrownBy(accepted::verificationLink)
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("InvoiceVerificationLink");
    }

    @Test
    void upo_withALink_isFetchedByIt_andNotByTheApi() {
        storage.document = "by link".getBytes(StandardCharsets.UTF_8);
        storage.declared = crypto.sha256(storage.document);
        UpoDownload upo = sessions.upo(new ReferenceNumber("SO-1"));
        assertThat(upo.page(page(LINK)).bytes()).isEqualTo(storage.document);
        assertThat(upo.ofInvoice(invoice(LINK)).bytes()).isEqualTo(storage.document);
        assertThat(storage.asked).containsExactly(LINK, LINK);
    }

    @Test
    void upo_whoseLinkDoesNotServe_isFetchedByTheApi() {
        UpoDownload upo = sessions.upo(new ReferenceNumber("SO-1"));
        storage.failure = Faked.error(403, 0);
        assertThat(upo.page(page(LINK)).bytes()).as("over").isEqualTo(XML);
        storage.failure = new KsefTransportException("blocked", Delivery.UNKNOWN, null);
        assertThat(upo.ofInvoice(invoice(LINK)).bytes()).as("blocked").isEqualTo(XML);
        storage.failure = null;
        storage.document = "a page of something else".getBytes(StandardCharsets.UTF_8);
        storage.declared = crypto.sha256(new byte[1]);
        assertThat(upo.page(page(LINK)).bytes()).as("altered").isEqualTo(XML);
        assertThat(events.of(KsefEvent.Retry.class)).as("each is told").hasSize(3);
        storage.declared = null;
        assertThat(upo.page(page(LINK)).bytes()).as("without a hash").isEqualTo(XML);
        assertThat(storage.asked).hasSize(4);
        assertThat(upo.page(page(null)).bytes()).as("none given").isEqualTo(XML);
        assertThat(storage.asked).hasSize(4);
        assertThat(events.all().toString()).doesNotContain("sig=");
    }

    @Test
    void upo_whoseTimeIsOver_isNotFetchedTwice() {
        storage.failure = new KsefDeadlineException("late", null);
        UpoDownload upo = sessions.upo(new ReferenceNumber("SO-1"));
        assertThatThrownBy(() -> upo.page(page(LINK))).isInstanceOf(KsefDeadlineException.class);
    }

    private static UpoPage page(@Nullable String link) {
        return new UpoPage(new ReferenceNumber("EU-1"), link == null ? null : SignedLink.of(link), null);
    }

    private static SessionInvoice invoice(String link) {
        return new SessionInvoice(
                new ReferenceNumber("EE-1"),
                StatusInfo.UNREADABLE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                SignedLink.of(link),
                null,
                null);
    }

    @Test
    void upo_whoseHashIsNotTheDeclaredOne_isRefused() {
        status.upo = HashedDocument.of(XML, crypto.sha256(new byte[1]));
        UpoDownload upo = sessions.upo(new ReferenceNumber("SO-1"));
        assertThatThrownBy(() -> upo.page(new ReferenceNumber("EU-1")))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("altered");
        status.upo = HashedDocument.of(XML, crypto.sha256(XML));
        assertThat(upo.page(new ReferenceNumber("EU-1")).bytes()).isEqualTo(XML);
        assertThat(upo.ofInvoice(new ReferenceNumber("EE-1")).bytes()).isEqualTo(XML);
        assertThat(upo.ofInvoice(NUMBER).bytes()).isEqualTo(XML);
    }

    @Test
    void processedSession_isWaitedFor_andAFailedOneTold() {
        status.sessions.add(session(170));
        status.sessions.add(session(200));
        OnlineSession session = sessions.openOnline(FormCode.FA_3);
        assertThat(session.awaitProcessed(Duration.ofMinutes(1)).status().code())
                .isEqualTo(200);
        status.sessions.add(session(445));
        assertThatThrownBy(() -> session.awaitProcessed(Duration.ofMinutes(1)))
                .isInstanceOf(KsefProcessingException.class);
    }

    private SentInvoice sent() {
        return sessions.openOnline(FormCode.FA_3).send(XML);
    }

    private static SessionStatus session(int code) {
        return SessionStatusBuilder.builder()
                .status(StatusInfoBuilder.builder().code(code).description("d").build())
                .build();
    }

    private static SessionInvoice invoice(int code, KsefNumber number) {
        return new SessionInvoice(
                new ReferenceNumber("EE-1"),
                new StatusInfo(code, "d", null, null),
                1,
                null,
                number,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static final class FakeOnline implements OnlineSessionApi {

        private final List<OpenOnlineSession> opened = new ArrayList<>();
        private final List<SendInvoice> sent = new ArrayList<>();
        private final Deque<KsefException> failures = new ArrayDeque<>();
        private int closes;

        @Override
        public OnlineSessionOpened open(OpenOnlineSession request) {
            opened.add(request);
            return new OnlineSessionOpened(new ReferenceNumber("SO-" + opened.size()), null);
        }

        @Override
        public InvoiceSent send(ReferenceNumber session, SendInvoice request) {
            sent.add(request);
            return new InvoiceSent(new ReferenceNumber("EE-" + sent.size()));
        }

        @Override
        public void close(ReferenceNumber session) {
            closes++;
            if (!failures.isEmpty()) {
                throw failures.poll();
            }
        }
    }

    private static final class FakeStatus implements SessionApi {

        private final Deque<SessionInvoice> invoices = new ArrayDeque<>();
        private final Deque<SessionStatus> sessions = new ArrayDeque<>();
        private HashedDocument upo = HashedDocument.of(XML, null);

        @Override
        public SessionsPage list(SessionFilter filter, String continuationToken) {
            return new SessionsPage(null, List.of());
        }

        @Override
        public SessionStatus status(ReferenceNumber session) {
            return sessions.poll();
        }

        @Override
        public SessionInvoicesPage invoices(ReferenceNumber session, Integer pageSize, String continuationToken) {
            return new SessionInvoicesPage(null, List.copyOf(invoices));
        }

        @Override
        public SessionInvoicesPage failedInvoices(ReferenceNumber session, Integer pageSize, String continuationToken) {
            return new SessionInvoicesPage(null, List.of());
        }

        @Override
        public SessionInvoice invoice(ReferenceNumber session, ReferenceNumber invoice) {
            return invoices.poll();
        }

        @Override
        public HashedDocument invoiceUpo(ReferenceNumber session, ReferenceNumber invoice) {
            return upo;
        }

        @Override
        public HashedDocument invoiceUpo(ReferenceNumber session, KsefNumber ksefNumber) {
            return upo;
        }

        @Override
        public HashedDocument upoPage(ReferenceNumber session, ReferenceNumber upoPage) {
            return upo;
        }
    }

    private static final class FakeStorage implements StorageTransfer {

        private final List<String> asked = new ArrayList<>();
        private byte[] document = XML;
        private @Nullable Sha256 declared;
        private @Nullable KsefException failure;

        @Override
        public Downloaded download(SignedLink link, long offset, OutputStream into, long mostBytes, Deadline deadline) {
            asked.add(link.reveal());
            if (failure != null) {
                throw failure;
            }
            try {
                into.write(document);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return new Downloaded(document.length, declared);
        }

        @Override
        public void upload(PartUploadRequest request, ContentSource content, Deadline deadline) {
            throw new AssertionError("An online session uploads nothing");
        }
    }
}
