package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OfflineReason;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Upo;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionType;
import dev.ksef.model.session.UpoPage;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.signature.upo.UpoSignatureCheck;
import dev.ksef.simulator.Exchange;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineSessionScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void intervalsOfTheClient_sayHowOftenKsefIsAsked() {
        try (KsefClient patient = KsefClient.builder()
                        .environment(environment)
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time)
                        .listener(events)
                        .polling(Duration.ofSeconds(20), Duration.ofSeconds(40))
                        .build();
                OnlineSession session =
                        patient.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            session.send(invoice("FV/1")).await(PATIENCE);
            assertThat(events.of(KsefEvent.Waiting.class))
                    .filteredOn(waiting -> waiting.what().equals("Invoice"))
                    .extracting(KsefEvent.Waiting::delay)
                    .containsExactly(Duration.ofSeconds(20));
        }
    }

    @Test
    void invoice_fromAnySource_isAcceptedWithNumberDatesAndLink(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("i.xml"), invoice("FV/1"));
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            AcceptedInvoice accepted = session.send(file).await(PATIENCE);
            assertThat(KsefNumber.of(accepted.ksefNumber().value()).value()).startsWith(simulator.nip());
            assertThat(accepted.sellerNip().map(Object::toString)).contains(simulator.nip());
            assertThat(accepted.issueDate()).contains(today());
            assertThat(accepted.acquisitionDate()).isPresent();
            assertThat(accepted.isOffline()).isFalse();
            assertThat(accepted.offlineReason()).isEmpty();
            assertThat(accepted.verificationLink().uri().getPath()).startsWith("/invoice/" + simulator.nip());

            session.send(invoice("FV/2")).await(PATIENCE);
            session.send(new ByteArrayInputStream(invoice("FV/3"))).await(PATIENCE);
        }
    }

    @Test
    void offlineInvoice_isToldWithTheReason() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            AcceptedInvoice byRequest = session.send(InvoiceXml.of(invoice("FV/1")), SendOptions.OFFLINE)
                    .await(PATIENCE);
            assertThat(byRequest.isOffline()).isTrue();
            assertThat(byRequest.isOfflineByDate()).isFalse();
            assertThat(byRequest.offlineReason()).contains(OfflineReason.REQUESTED);
            assertThat(events.of(KsefEvent.MadeOffline.class)).isEmpty();

            SentInvoice sent = session.send(Scenario.invoice(simulator.nip(), "FV/2", today().minusDays(3)));
            assertThat(sent.offlineReason(sent.status()))
                    .as("not known before it is accepted")
                    .isEmpty();
            AcceptedInvoice byDate = sent.await(PATIENCE);
            assertThat(byDate.isOffline())
                    .as("KSeF makes it offline by its date")
                    .isTrue();
            assertThat(byDate.isOfflineByDate()).isTrue();
            assertThat(sent.offlineReason(sent.status())).contains(OfflineReason.ISSUE_DATE);
            assertThat(events.of(KsefEvent.MadeOffline.class))
                    .containsExactly(new KsefEvent.MadeOffline(
                            session.referenceNumber(), sent.referenceNumber(), byDate.ksefNumber()));
        }
    }

    @Test
    void offlineOriginal_ofTheSameFileSentAgain_doesNotTellAReasonItDoesNotKnow() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            session.send(InvoiceXml.of(invoice("FV/1")), SendOptions.OFFLINE).await(PATIENCE);
            AcceptedInvoice again = session.send(invoice("FV/1")).await(PATIENCE);
            assertThat(again.offlineReason()).contains(OfflineReason.UNKNOWN);
            assertThat(again.isOfflineByDate()).isFalse();
        }
    }

    @Test
    void upo_byReferenceByNumberAndByPage_isSignedByKsef() {
        var signature = new UpoSignatureCheck(simulator.upoCertificate());
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        AcceptedInvoice accepted = session.send(invoice("FV/1")).await(PATIENCE);
        session.close();
        SessionStatus processed = session.awaitProcessed(PATIENCE);
        List<Upo> upos = List.of(
                accepted.upo(),
                session.upo().ofInvoice(accepted.ksefNumber()),
                session.upo().page(processed.upo().pages().get(0).referenceNumber()));
        assertThat(upos).allSatisfy(upo -> {
            assertThat(signature.check(upo).isGood())
                    .as(signature.check(upo).toString())
                    .isTrue();
            assertThat(new String(upo.bytes(), StandardCharsets.UTF_8))
                    .contains(accepted.ksefNumber().value(), accepted.hash().value());
        });
        byte[] altered = new String(upos.get(0).bytes(), StandardCharsets.UTF_8)
                .replace("FV/1", "FV/9")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(signature.check(Upo.of(altered)).isGood()).isFalse();
    }

    @Test
    void processing_isToldAsItGoesOn() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        session.send(invoice("FV/1"));
        session.send(invoice("FV/1"));
        session.close();
        session.awaitProcessed(PATIENCE);
        assertThat(events.of(KsefEvent.Progress.class))
                .doesNotHaveDuplicates()
                .allSatisfy(progress -> assertThat(progress.referenceNumber()).isEqualTo(session.referenceNumber()))
                .last()
                .isEqualTo(new KsefEvent.Progress("Session", session.referenceNumber(), 2, 1, 2));
    }

    @Test
    void upo_bySignedLink_isTheSameDocument_andTheStorageNeverSeesABearer() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        AcceptedInvoice accepted = session.send(invoice("FV/1")).await(PATIENCE);
        session.close();
        UpoPage page = session.awaitProcessed(PATIENCE).upo().pages().get(0);
        SessionInvoice listed = session.invoices().toList().get(0);

        assertThat(session.upo().page(page).bytes())
                .isEqualTo(session.upo().page(page.referenceNumber()).bytes());
        assertThat(session.upo().ofInvoice(listed).bytes())
                .isEqualTo(accepted.upo().bytes());
        assertThat(storage()).hasSize(2).allSatisfy(exchange -> {
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.requestHeaders()).doesNotContainKeys("authorization", "x-error-format", "cookie");
        });
    }

    @Test
    void upo_whoseSignedLinkIsOver_comesByTheApi() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        session.send(invoice("FV/1")).await(PATIENCE);
        session.close();
        UpoPage page = session.awaitProcessed(PATIENCE).upo().pages().get(0);
        time.advance(Duration.ofDays(4));

        assertThat(session.upo().page(page).bytes()).isNotEmpty();
        assertThat(storage())
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.status()).isEqualTo(403));
        assertThat(events.all().toString()).doesNotContain("sig=");
    }

    private List<Exchange> storage() {
        return contract.exchanges().stream()
                .filter(exchange -> exchange.uri().getPath().startsWith("/storage/"))
                .toList();
    }

    @Test
    void duplicate_isRejectedAndNamesTheOriginal() {
        try (OnlineSession first = company.sessions().openOnline(FormCode.FA_3);
                OnlineSession second = company.sessions().openOnline(FormCode.FA_3)) {
            AcceptedInvoice original = first.send(invoice("FV/1")).await(PATIENCE);
            var rejected = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> second.send(invoice("FV/1")).await(PATIENCE));
            assertThat(rejected.status().code()).isEqualTo(440);
            assertThat(rejected.status().extensions())
                    .containsEntry("originalKsefNumber", original.ksefNumber().value())
                    .containsEntry(
                            "originalSessionReferenceNumber",
                            first.referenceNumber().value());
            assertThat(second.failedInvoices())
                    .extracting(SessionInvoice::invoiceNumber)
                    .containsExactly("FV/1");
        }
    }

    @Test
    void invoiceOfAnotherSeller_isRejectedAs410() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            assertThatThrownBy(() -> session.send(Scenario.invoice("1111111111", "FV/1", today()))
                            .await(PATIENCE))
                    .isInstanceOf(KsefProcessingException.class)
                    .hasMessageContaining("410");
        }
    }

    @Test
    void twoHundredInvoicesFromEightThreads_haveTwoHundredNumbers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        KsefContextClient patient = company.within(Duration.ofHours(3)); // KSeF takes 180 invoices in an hour.
        try (OnlineSession session = patient.sessions().openOnline(FormCode.FA_3)) {
            List<Future<AcceptedInvoice>> sending = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] xml = invoice("FV/" + i);
                sending.add(threads.submit(() -> session.send(xml).await(Duration.ofHours(3))));
            }
            Set<KsefNumber> numbers = new HashSet<>();
            for (Future<AcceptedInvoice> sent : sending) {
                numbers.add(sent.get().ksefNumber());
            }
            assertThat(numbers).hasSize(200);
            assertThat(session.invoices().map(SessionInvoice::ordinalNumber))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 200).boxed().toList());
            assertThat(contract.log().stream().filter(line -> line.startsWith("POST /v2/auth/challenge")))
                    .as("eight threads, one sign-in")
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void session_withAKeyOfOnesOwn_canBeResumedElsewhere() {
        byte[] key = new byte[ContentKey.KEY_BYTES];
        key[3] = 5;
        ContentKey contentKey = ContentKey.of(key, new byte[ContentKey.IV_BYTES]);
        OnlineSession opened = company.sessions().openOnline(FormCode.FA_3, contentKey);
        try (KsefClient elsewhere = client(simulator.token())) {
            OnlineSession resumed =
                    elsewhere.forNip(simulator.nip()).sessions().resumeOnline(opened.referenceNumber(), contentKey);
            assertThat(resumed.send(invoice("FV/1")).await(PATIENCE).ksefNumber())
                    .isNotNull();
            resumed.close();
        }
        assertThat(opened.awaitProcessed(PATIENCE).successfulInvoiceCount()).isEqualTo(1);
        opened.close();
    }

    @Test
    void sessionWithAnotherKeyThanItWasOpenedWith_rejectsTheInvoice() {
        OnlineSession opened = company.sessions().openOnline(FormCode.FA_3);
        OnlineSession wrong =
                company.sessions().resumeOnline(opened.referenceNumber(), ContentKey.of(new byte[32], new byte[16]));
        // One wrong key in 256 happens to leave a padding that looks right: then the size gives it away.
        assertThatThrownBy(() -> wrong.send(invoice("FV/1")).await(PATIENCE))
                .isInstanceOf(KsefProcessingException.class)
                .hasMessageMatching("(?s).*\\b43[05]\\b.*");
    }

    @Test
    void session_afterTwelveHours_isClosedByKsef_andClosingItIsNoError() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        session.send(invoice("FV/1")).await(PATIENCE);
        time.advance(Duration.ofHours(13));
        assertThatThrownBy(() -> session.send(invoice("FV/2")))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21180");
        session.close();
        assertThat(session.status().status().isSuccess()).isTrue();
    }

    @Test
    void emptySession_endsAsCancelled() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        session.close();
        assertThatThrownBy(() -> session.awaitProcessed(PATIENCE))
                .isInstanceOf(KsefProcessingException.class)
                .hasMessageContaining("440");
    }

    @Test
    void longSession_outlivesItsAccessTokens() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            for (int i = 0; i < 5; i++) {
                session.send(invoice("FV/" + i)).await(PATIENCE);
                time.advance(Duration.ofMinutes(20));
            }
        }
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/token/refresh"))
                .hasSize(5);
        assertThat(contract.log())
                .filteredOn(line -> line.contains("/auth/challenge"))
                .hasSize(1);
        assertThat(contract.log()).as("nobody met a 401").noneMatch(line -> line.endsWith(" 401"));
    }

    @Test
    void awaitTooShort_canBeContinuedByReference() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            var sent = session.send(invoice("FV/1"));
            var late = catchThrowableOfType(KsefDeadlineException.class, () -> sent.await(Duration.ofMillis(700)));
            assertThat(late.referenceNumber()).contains(sent.referenceNumber());
            assertThat(sent.await(PATIENCE).ksefNumber()).isNotNull();
        }
    }

    @Test
    void lists_goOnByContinuationToken() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            opened.add(company.sessions()
                    .openOnline(FormCode.FA_3)
                    .referenceNumber()
                    .value());
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(company.sessions().stream(SessionFilter.of(SessionType.ONLINE))
                        .map(SessionSummary::referenceNumber)
                        .map(Object::toString))
                .containsExactlyInAnyOrderElementsOf(opened);
        assertThat(contract.log())
                .filteredOn(line -> line.equals("GET /v2/sessions 200"))
                .hasSize(3);
    }

    @Test
    void invoicesOfASession_areListedPageByPage() {
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            for (int i = 0; i < 12; i++) {
                session.send(invoice("FV/" + i));
            }
            SessionApi api = company.open(SessionApi.class);
            var first = api.invoices(session.referenceNumber(), 10, null);
            var second = api.invoices(session.referenceNumber(), 10, first.continuationToken());
            assertThat(first.invoices()).hasSize(10);
            assertThat(second.invoices()).hasSize(2);
            assertThatThrownBy(() -> api.invoices(session.referenceNumber(), 10, "forged"))
                    .isInstanceOf(KsefApiException.class)
                    .hasMessageContaining("21418");
        }
    }

    @Test
    void unknownSession_isToldWithItsCode() {
        OnlineSession session = company.sessions().openOnline(FormCode.FA_3);
        String other = simulator.addTaxpayer("1111111111");
        try (KsefClient stranger = client(other)) {
            assertThatThrownBy(() -> stranger.forNip("1111111111").sessions().status(session.referenceNumber()))
                    .isInstanceOf(KsefApiException.class)
                    .hasMessageContaining("21173");
        }
    }
}
