package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.invoice.Invoices;
import dev.ksef.domain.submission.Originals.Wanted;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginalsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-10-13");

    private final FakeTime time = FakeTime.at("2026-12-02T09:00:00Z");
    /** What KSeF has, in the order in which it lists it. */
    private final List<KsefNumber> stored = new ArrayList<>();

    private final Set<KsefNumber> bought = new HashSet<>();
    private final List<InvoiceQuery> queries = new ArrayList<>();
    private final Map<ReferenceNumber, List<SessionInvoice>> sessions = new HashMap<>();
    private final List<ReferenceNumber> listed = new ArrayList<>();
    private Runnable onQuery = () -> {};
    private Runnable onList = () -> {};
    private Consumer<SessionInvoice> onRow = row -> {};

    private Map<KsefNumber, Sha256> find(List<Wanted> wanted) {
        var transport = new FakeTransport().with(InvoiceApi.class, (InvoiceApi) Proxy.newProxyInstance(
                InvoiceApi.class.getClassLoader(),
                new Class<?>[] {InvoiceApi.class},
                (proxy, method, arguments) -> answer((InvoiceQuery) arguments[0], (PageRequest) arguments[1])));
        var scope = new CallScope(
                FakeSending.CONTEXT,
                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                Duration.ofMinutes(2),
                Deadline.NEVER);
        var invoices = new Invoices(transport, scope, new Faked.Crypto(), time, time, new RecordedEvents());
        return new Originals(invoices, this::rows).find(wanted);
    }

    private Stream<SessionInvoice> rows(ReferenceNumber session) {
        listed.add(session);
        onList.run();
        if (!sessions.containsKey(session)) {
            throw Faked.error(400, 21173);
        }
        return sessions.get(session).stream().peek(onRow);
    }

    private InvoiceMetadataPage answer(InvoiceQuery query, PageRequest page) {
        queries.add(query);
        onQuery.run();
        List<KsefNumber> found = stored.stream()
                .filter(number -> bought.contains(number) == (query.subjectType() == SubjectType.BUYER))
                .filter(number ->
                        query.ksefNumber() == null || query.ksefNumber().equals(number))
                .filter(number -> !day(number).isBefore(query.dateRange().from().toLocalDate())
                        && !day(number).isAfter(query.dateRange().to().toLocalDate()))
                .toList();
        int from = Math.min(found.size(), page.pageOffset() * page.pageSize());
        int to = Math.min(found.size(), from + page.pageSize());
        return new InvoiceMetadataPage(
                to < found.size(),
                false,
                null,
                found.subList(from, to).stream().map(OriginalsTest::metadata).toList());
    }

    private static LocalDate day(KsefNumber number) {
        return LocalDate.parse(number.value().substring(11, 19), DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static InvoiceMetadata metadata(KsefNumber number) {
        return InvoiceMetadataBuilder.builder()
                .ksefNumber(number)
                .invoiceHash(hash(number))
                .build();
    }

    private static Sha256 hash(KsefNumber number) {
        return new Sha256("hash of " + number);
    }

    private static KsefNumber number(LocalDate day, int i) {
        return new KsefNumber("5265877635-%s-%012d-AA".formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day), i));
    }

    private static Wanted wanted(KsefNumber number) {
        return new Wanted(number, null, false);
    }

    /** Stores so many invoices of a day, and returns what to look for them with. */
    private List<Wanted> store(LocalDate day, int from, int to) {
        List<KsefNumber> numbers =
                IntStream.range(from, to).mapToObj(i -> number(day, i)).toList();
        stored.addAll(numbers);
        return numbers.stream().map(OriginalsTest::wanted).toList();
    }

    private static SessionInvoice row(KsefNumber number) {
        return SessionInvoiceBuilder.builder()
                .referenceNumber(new ReferenceNumber("EE-" + number))
                .status(new StatusInfo(200, "d", null, null))
                .ksefNumber(number)
                .invoiceHash(hash(number))
                .build();
    }

    @Test
    void hundredOriginalsOfADay_takeTwoQuestions() {
        store(DAY, 0, 200);
        List<Wanted> wanted = store(DAY, 200, 300);
        store(DAY, 300, 1000);
        Map<KsefNumber, Sha256> found = find(wanted);
        assertThat(found).containsEntry(number(DAY, 299), hash(number(DAY, 299)));
        assertThat(found).containsKeys(wanted.stream().map(Wanted::number).toArray(KsefNumber[]::new));
        assertThat(queries).hasSize(2).allSatisfy(query -> {
            assertThat(query.ksefNumber()).isNull();
            assertThat(query.subjectType()).isEqualTo(SubjectType.SELLER);
            assertThat(query.dateRange().from()).isBefore(OffsetDateTime.parse("2026-10-13T00:00:00+02:00"));
            assertThat(query.dateRange().to()).isAfter(OffsetDateTime.parse("2026-10-14T00:00:00+02:00"));
        });
    }

    @Test
    void neighbouringDays_areAskedForTogether_othersApart() {
        List<Wanted> wanted = new ArrayList<>(store(DAY, 0, 2));
        wanted.addAll(store(DAY.plusDays(1), 2, 4));
        wanted.addAll(store(DAY.plusDays(20), 4, 10));
        assertThat(find(wanted)).hasSize(10);
        assertThat(queries).hasSize(2);
        assertThat(queries.get(0).dateRange().to()).isBefore(OffsetDateTime.parse("2026-10-20T00:00:00+02:00"));
    }

    @Test
    void daysInARow_areAskedForInRangesThatKsefTakes() {
        stored.clear();
        List<Wanted> wanted = new ArrayList<>();
        LocalDate first = LocalDate.parse("2026-01-01");
        for (int i = 0; i < 200; i++) {
            wanted.addAll(store(first.plusDays(i), i, i + 1));
        }
        assertThat(find(wanted)).hasSize(200);
        assertThat(queries)
                .hasSizeBetween(3, 5)
                .allSatisfy(query -> assertThat(Duration.between(
                                query.dateRange().from(), query.dateRange().to()))
                        .isLessThan(Duration.ofDays(89)));
    }

    @Test
    void fewOriginals_areAskedForByTheirNumbers() {
        List<Wanted> wanted = store(DAY, 0, 2);
        assertThat(find(wanted)).hasSize(2);
        assertThat(queries).extracting(InvoiceQuery::ksefNumber).containsExactly(number(DAY, 0), number(DAY, 1));
    }

    @Test
    void originalsBehindManyOthers_areAskedForByTheirNumbersAfterSomePages() {
        store(DAY, 0, 5000);
        List<Wanted> wanted = store(DAY, 5000, 5020);
        assertThat(find(wanted)).containsKeys(number(DAY, 5000), number(DAY, 5019));
        assertThat(queries.stream().filter(query -> query.ksefNumber() == null))
                .as("pages: one for each five")
                .hasSize(4);
        assertThat(queries.stream().filter(query -> query.ksefNumber() != null)).hasSize(20);
    }

    @Test
    void pages_leaveSomeOfAnHoursQuestionsForTheOthers_howeverManyAreWanted() {
        store(DAY, 0, 1500);
        store(DAY.plusDays(20), 1500, 9000);
        find(IntStream.range(20_000, 21_000)
                .mapToObj(i -> wanted(number(DAY.plusDays(i % 2 * 20), i)))
                .toList());
        assertThat(queries.stream().filter(query -> query.ksefNumber() == null)).hasSize(10);
    }

    @Test
    void originalsInSessions_takeOneListingEach_andNoQuestion() {
        var first = new ReferenceNumber("SB-1");
        var second = new ReferenceNumber("SB-2");
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            KsefNumber number = number(DAY, i);
            sessions.computeIfAbsent(i < 50 ? first : second, session -> new ArrayList<>())
                    .add(row(number));
            wanted.add(new Wanted(number, i < 50 ? first : second, false));
        }
        Map<KsefNumber, Sha256> found = find(wanted);
        assertThat(found).hasSize(60).containsEntry(number(DAY, 59), hash(number(DAY, 59)));
        assertThat(listed).containsExactly(first, second);
        assertThat(queries).isEmpty();
    }

    @Test
    void session_isReadNoFurtherThanItsLastOriginal() {
        var session = new ReferenceNumber("SB-1");
        List<SessionInvoice> read = new ArrayList<>();
        sessions.put(
                session,
                IntStream.range(0, 50).mapToObj(i -> row(number(DAY, i))).toList());
        onRow = read::add;
        find(List.of(new Wanted(number(DAY, 3), session, false), new Wanted(number(DAY, 7), session, false)));
        assertThat(read).hasSize(8);
    }

    @Test
    void sessionThatKsefNamesWrongly_costsOneCall_andTheNumberIsAskedFor() {
        var other = new ReferenceNumber("SB-other");
        sessions.put(other, List.of(row(number(DAY, 7))));
        store(DAY, 0, 2);
        Map<KsefNumber, Sha256> found = find(List.of(
                new Wanted(number(DAY, 0), other, false),
                new Wanted(number(DAY, 1), new ReferenceNumber("SB-none"), false)));
        assertThat(found).containsKeys(number(DAY, 0), number(DAY, 1));
        assertThat(listed).hasSize(2);
        assertThat(queries).hasSize(2);
    }

    @Test
    void manySessions_areNotAllListed() {
        List<Wanted> wanted = IntStream.range(0, 40)
                .mapToObj(i -> new Wanted(number(DAY, i), new ReferenceNumber("SO-" + i), false))
                .toList();
        store(DAY, 0, 40);
        assertThat(find(wanted)).hasSize(40);
        assertThat(listed).hasSize(10);
        assertThat(queries).hasSize(1);
    }

    @Test
    void sellersAndBuyersInvoices_areAskedForApart() {
        List<Wanted> wanted = new ArrayList<>(store(DAY, 0, 5));
        for (Wanted one : store(DAY, 5, 10)) {
            bought.add(one.number());
            wanted.add(new Wanted(one.number(), null, true));
        }
        assertThat(find(wanted)).hasSize(10);
        assertThat(queries)
                .extracting(InvoiceQuery::subjectType)
                .containsExactly(SubjectType.SELLER, SubjectType.BUYER);
    }

    @Test
    void questionsThatKsefTakesNoMore_areNotAsked_andWhatWasFoundStays() {
        List<Wanted> wanted = new ArrayList<>(store(DAY, 0, 4));
        wanted.addAll(store(DAY.plusDays(20), 4, 6));
        for (RuntimeException full : List.of(
                Faked.rateLimited(Duration.ofHours(1)), new KsefDeadlineException("no permission in time", null))) {
            queries.clear();
            onQuery = () -> {
                if (queries.size() > 1) {
                    throw full;
                }
            };
            assertThat(find(wanted)).hasSize(4);
            assertThat(queries).hasSize(2);
        }
    }

    @Test
    void questionThatFails_keepsNoOtherFromBeingAsked() {
        List<Wanted> wanted = store(DAY, 0, 3);
        onQuery = () -> {
            if (queries.size() < 3) {
                throw Faked.error(400, 21405);
            }
        };
        assertThat(find(wanted)).containsOnlyKeys(number(DAY, 1), number(DAY, 2));
        assertThat(queries).hasSize(4);
    }

    @Test
    void listingsThatKsefTakesNoMore_leaveTheQuestions() {
        store(DAY, 0, 2);
        onList = () -> {
            throw Faked.rateLimited(Duration.ofHours(1));
        };
        assertThat(find(List.of(
                        new Wanted(number(DAY, 0), new ReferenceNumber("SB-1"), false),
                        new Wanted(number(DAY, 1), new ReferenceNumber("SB-2"), false))))
                .hasSize(2);
        assertThat(listed).hasSize(1);
    }

    @Test
    void interrupt_endsTheSearch() {
        onList = () -> {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("interrupted", null);
        };
        assertThatThrownBy(() -> find(List.of(new Wanted(number(DAY, 0), new ReferenceNumber("SB-1"), false))))
                .isInstanceOf(KsefDeadlineException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queries).isEmpty();
    }

    @Test
    void oddNumbers_areNotAskedFor() {
        List<Wanted> odd = Stream.of("-", "wrong", "5265877635-20251313-0100001AF629-AF")
                .map(number -> wanted(new KsefNumber(number)))
                .toList();
        assertThat(find(odd)).isEmpty();
        assertThat(queries).isEmpty();
    }
}
