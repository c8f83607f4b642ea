package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.submission.InvoiceResult.State;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import dev.ksef.testkit.model.session.SessionInvoiceBuilder;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultJudgeTest {

    private static final String ORIGINAL = "5265877635-20251013-0100001AF629-AF";
    private static final ReferenceNumber SESSION = new ReferenceNumber("SO-1");
    private static final String SAMPLE = dev.ksef.domain.Invoices.FA_3;
    private static final PlannedInvoice INVOICE = SubmissionStateTest.planned(0, SAMPLE);

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final List<InvoiceQuery> queries = new ArrayList<>();
    private final FakeTransport transport = new FakeTransport();
    private final List<ReferenceNumber> listed = new ArrayList<>();
    private final List<SessionInvoice> others = new ArrayList<>();
    private Supplier<InvoiceMetadataPage> originals = () -> page(null);

    @BeforeEach
    void answer() {
        transport.with(InvoiceApi.class, (InvoiceApi) Proxy.newProxyInstance(
                InvoiceApi.class.getClassLoader(), new Class<?>[] {InvoiceApi.class}, (proxy, method, arguments) -> {
                    queries.add((InvoiceQuery) arguments[0]);
                    return originals.get();
                }));
    }

    private static InvoiceMetadataPage page(@Nullable Sha256 hash) {
        return new InvoiceMetadataPage(
                false,
                false,
                null,
                hash == null
                        ? List.of()
                        : List.of(InvoiceMetadataBuilder.builder()
                                .ksefNumber(new KsefNumber(ORIGINAL))
                                .invoiceHash(hash)
                                .build()));
    }

    private InvoiceResult judge(SessionInvoice row, boolean mayRepeat) {
        return judge(row, mayRepeat, "5265877635");
    }

    private InvoiceResult judge(PlannedInvoice invoice, SessionInvoice row) {
        return judge(invoice, row, false, "5265877635");
    }

    private InvoiceResult judge(SessionInvoice row, boolean mayRepeat, String context) {
        return judge(INVOICE, row, mayRepeat, context);
    }

    private InvoiceResult judge(PlannedInvoice invoice, SessionInvoice row, boolean mayRepeat, String context) {
        var scope = new CallScope(
                new Nip(context),
                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                Duration.ofMinutes(2),
                Deadline.NEVER);
        var invoices = new Invoices(transport, scope, new Faked.Crypto(), time, time, new RecordedEvents());
        var originals = new Originals(invoices, session -> {
            listed.add(session);
            throw Faked.error(400, 21173);
        });
        return new ResultJudge(originals, new Nip(context))
                .judge(Stream.concat(
                                Stream.of(new JudgedRow(invoice, row, SESSION, mayRepeat)),
                                others.stream().map(other -> new JudgedRow(INVOICE, other, SESSION, true)))
                        .toList())
                .get(0);
    }

    private static SessionInvoice row(int code, @Nullable String ksefNumber, Map<String, String> extensions) {
        return SessionInvoiceBuilder.builder()
                .referenceNumber(new ReferenceNumber("EE-1"))
                .status(new StatusInfo(code, "what KSeF says", List.of("more"), extensions))
                .ksefNumber(ksefNumber == null ? null : new KsefNumber(ksefNumber))
                .build();
    }

    private static SessionInvoice duplicateOf(String original) {
        return row(440, null, Map.of("originalKsefNumber", original));
    }

    @Test
    void acceptedInvoice_hasItsNumber() {
        InvoiceResult result = judge(row(200, ORIGINAL, Map.of()), true);
        assertThat(result.state()).isEqualTo(State.ACCEPTED);
        assertThat(result.ksefNumber()).hasToString(ORIGINAL);
        assertThat(result.reason()).isEmpty();
        assertThat(result.session()).isEqualTo(SESSION);
        assertThat(result.referenceNumber()).hasToString("EE-1");
        assertThat(result.hash()).isEqualTo(INVOICE.hash());
    }

    @Test
    void acceptedInvoice_whoseNumberIsMissing_isNotKnownYet() {
        assertThat(judge(row(200, null, Map.of()), true).state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "100,UNKNOWN,UNKNOWN",
        "150,UNKNOWN,UNKNOWN",
        "0,UNKNOWN,UNKNOWN",
        "405,REJECTED,REJECTED",
        "410,REJECTED,REJECTED",
        "415,REJECTED,REJECTED",
        "430,REJECTED,REJECTED",
        "435,UNKNOWN,REJECTED",
        "450,REJECTED,REJECTED",
        "500,REJECTED,REJECTED",
        "550,UNKNOWN,REJECTED",
        "999,REJECTED,REJECTED"
    })
    void otherStatuses_areFinalUnlessTheInvoiceMayBeSentAgain(int code, State repeatable, State last) {
        assertThat(judge(row(code, null, Map.of()), true).state()).isEqualTo(repeatable);
        InvoiceResult result = judge(row(code, null, Map.of()), false);
        assertThat(result.state()).isEqualTo(last);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.reason()).isEqualTo(code + " what KSeF says: more");
        assertThat(queries).isEmpty();
    }

    @Test
    void duplicateOfTheSameBytes_isAccepted_underTheOriginalsNumber() {
        originals = () -> page(INVOICE.hash());
        InvoiceResult result = judge(duplicateOf(ORIGINAL), true);
        assertThat(result.state()).isEqualTo(State.ACCEPTED);
        assertThat(result.ksefNumber()).hasToString(ORIGINAL);
        assertThat(result.code()).isEqualTo(440);
        assertThat(queries).singleElement().satisfies(query -> {
            assertThat(query.subjectType()).isEqualTo(SubjectType.SELLER);
            assertThat(query.ksefNumber()).hasToString(ORIGINAL);
            assertThat(query.dateRange().from()).isBefore(OffsetDateTime.parse("2025-10-13T00:00:00+02:00"));
            assertThat(query.dateRange().to()).isAfter(OffsetDateTime.parse("2025-10-14T00:00:00+02:00"));
        });
    }

    @Test
    void duplicateOfARowOfItsOwnSession_takesNoCall() {
        others.add(SessionInvoiceBuilder.builder()
                .referenceNumber(new ReferenceNumber("EE-2"))
                .status(new StatusInfo(200, "d", null, null))
                .ksefNumber(new KsefNumber(ORIGINAL))
                .invoiceHash(INVOICE.hash())
                .build());
        assertThat(judge(duplicateOf(ORIGINAL), true).state()).isEqualTo(State.ACCEPTED);
        others.clear();
        others.add(SessionInvoiceBuilder.builder()
                .referenceNumber(new ReferenceNumber("EE-2"))
                .status(new StatusInfo(200, "d", null, null))
                .ksefNumber(new KsefNumber(ORIGINAL))
                .invoiceHash(new Sha256("another"))
                .build());
        assertThat(judge(duplicateOf(ORIGINAL), true).state()).isEqualTo(State.REJECTED);
        assertThat(queries).isEmpty();
        assertThat(listed).isEmpty();
    }

    @Test
    void original_isLookedForInTheSessionThatKsefNames_ifItNamesOne() {
        originals = () -> page(INVOICE.hash());
        SessionInvoice row =
                row(440, null, Map.of("originalKsefNumber", ORIGINAL, "originalSessionReferenceNumber", "SB-original"));
        assertThat(judge(row, true).state()).isEqualTo(State.ACCEPTED);
        assertThat(listed).containsExactly(new ReferenceNumber("SB-original"));
        SessionInvoice absurd = row(
                440,
                null,
                Map.of("originalKsefNumber", ORIGINAL, "originalSessionReferenceNumber", "1".repeat(1_000_000)));
        assertThat(judge(absurd, true).state()).isEqualTo(State.ACCEPTED);
        assertThat(listed).hasSize(1);
    }

    @Test
    void originalOfAnotherSeller_isLookedForAsItsBuyer() {
        originals = () -> page(INVOICE.hash());
        assertThat(judge(duplicateOf(ORIGINAL), true, "1111111111").state()).isEqualTo(State.ACCEPTED);
        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.subjectType()).isEqualTo(SubjectType.BUYER));
    }

    @Test
    void selfInvoicedOne_thatTheContextMayNotIssue_isRejectedWithWhatIsMissing() {
        var selfInvoiced = new PlannedInvoice(INVOICE.invoice(), null, true);
        assertThat(judge(INVOICE, row(410, null, Map.of())).reason()).doesNotContain("SelfInvoicing");
        assertThat(judge(selfInvoiced, row(430, null, Map.of())).reason()).doesNotContain("SelfInvoicing");
        InvoiceResult result = judge(selfInvoiced, row(410, null, Map.of()));
        assertThat(result.selfInvoicing()).isTrue();
        assertThat(result.reason()).startsWith("410 what KSeF says").contains("must grant it SelfInvoicing");
    }

    @Test
    void duplicateOfOtherBytes_isRejected_withTheOriginal() {
        originals = () -> page(new Sha256("another"));
        InvoiceResult result = judge(duplicateOf(ORIGINAL), true);
        assertThat(result.state()).isEqualTo(State.REJECTED);
        assertThat(result.ksefNumber()).isNull();
        assertThat(result.reason()).contains("another invoice has this number", ORIGINAL);
    }

    @Test
    void duplicateWithoutAnOriginal_isRejected() {
        InvoiceResult result = judge(row(440, null, Map.of()), true);
        assertThat(result.state()).isEqualTo(State.REJECTED);
        assertThat(result.reason()).contains("does not tell which");
        assertThat(queries).isEmpty();
    }

    static Stream<Supplier<InvoiceMetadataPage>> unseen() {
        return Stream.of(
                () -> page(null),
                () -> new InvoiceMetadataPage(
                        false,
                        false,
                        null,
                        List.of(InvoiceMetadataBuilder.builder()
                                .ksefNumber(new KsefNumber(ORIGINAL))
                                .build())),
                () -> {
                    throw Faked.error(400, 21405);
                },
                () -> {
                    throw Faked.error(403, 0);
                },
                () -> {
                    throw Faked.rateLimited(Duration.ofHours(1));
                },
                () -> {
                    throw new KsefTransportException("no answer", Delivery.UNKNOWN, null);
                },
                () -> {
                    throw new KsefDeadlineException("no permission in time", null);
                });
    }

    @ParameterizedTest
    @MethodSource("unseen")
    void originalThatCannotBeCompared_isNotKnownYet(Supplier<InvoiceMetadataPage> answer) {
        originals = answer;
        InvoiceResult result = judge(duplicateOf(ORIGINAL), true);
        assertThat(result.state()).isEqualTo(State.UNKNOWN);
        assertThat(result.code()).isEqualTo(440);
        assertThat(result.reason()).contains(ORIGINAL, "could not be compared", "SHA-256");
    }

    @Test
    void interrupt_isNoAnswerOfKsefs() {
        originals = () -> {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("interrupted", null);
        };
        assertThatThrownBy(() -> judge(duplicateOf(ORIGINAL), true)).isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "wrong",
                "5265877635-20251313-0100001AF629-AF",
                "5265877635-00000101-0100001AF629-AF",
                "5265877635-99991231-0100001AF629-AF",
                "5265877635-2025101",
                "5265877635-+2510131-0100001AF629-AF",
                "żółw żółw żółw żółw żółw"
            })
    void oddNumberOfAnOriginal_costsNoOtherResult(String odd) {
        InvoiceResult result = judge(duplicateOf(odd), true);
        assertThat(result.state()).isEqualTo(State.UNKNOWN);
        assertThat(result.reason()).contains("could not be compared");
    }

    @Test
    void absurdNumberOfAnOriginal_costsNoOtherResult() {
        InvoiceResult result = judge(duplicateOf("1".repeat(1_000_000)), true);
        assertThat(result.state()).isEqualTo(State.REJECTED);
        assertThat(result.reason()).contains("cannot be read").hasSizeLessThan(1000);
    }
}
