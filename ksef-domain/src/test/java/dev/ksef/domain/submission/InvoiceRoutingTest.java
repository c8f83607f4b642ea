package dev.ksef.domain.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.batch.PackageLimits;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.submission.InvoiceRouting.Group;
import dev.ksef.domain.submission.SubmissionOptions.Way;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.FormCode;
import dev.ksef.model.Sha256;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InvoiceRoutingTest {

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final List<PlannedInvoice> invoices = new ArrayList<>();

    /** One invoice a second. */
    private final RateLimiter limiter = new RateLimiter() {
        @Override
        public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void penalise(LimitedCall call, long untilMillis) {}

        @Override
        public Instant whenFor(LimitedCall call, int calls) {
            return time.instant().plusSeconds(calls);
        }

        @Override
        public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}
    };

    private InvoiceRoutingTest add(@Nullable FormCode form, boolean attachment, boolean correction, int bytes) {
        return add(form, attachment, correction, bytes, false);
    }

    private InvoiceRoutingTest add(
            @Nullable FormCode form, boolean attachment, boolean correction, int bytes, boolean selfInvoicing) {
        int index = invoices.size();
        var facts =
                new InvoiceFacts(form, null, null, null, null, null, attachment, new Sha256("hash " + index), bytes);
        invoices.add(new PlannedInvoice(
                PackagedInvoice.of(index, "a", facts), correction ? new Sha256("rejected") : null, selfInvoicing));
        return this;
    }

    private InvoiceRoutingTest add(FormCode form, int count) {
        for (int i = 0; i < count; i++) {
            add(form, false, false, 1000);
        }
        return this;
    }

    private List<String> groups(SubmissionOptions options) {
        var scope = new CallScope(
                FakeSending.CONTEXT,
                BearerSource.of(new AccessToken("a", OffsetDateTime.MAX)),
                Duration.ofMinutes(2),
                Deadline.NEVER);
        var limits = new RateLimits(new FakeTransport(), scope, limiter, "TEST");
        return new InvoiceRouting(options, limits, time)
                .groups(invoices).entrySet().stream()
                        .map(group -> told(group.getKey()) + " "
                                + group.getValue().stream()
                                        .map(PlannedInvoice::index)
                                        .toList())
                        .toList();
    }

    private List<String> groups(Way way) {
        return groups(SubmissionOptions.builder().way(way).build());
    }

    private static String told(Group group) {
        return group.formCode().systemCode()
                + (group.batch() ? " batch" : " online")
                + (group.selfInvoicing() ? " by the buyer" : "");
    }

    @Test
    void few_goOneByOne_andMoreInPackages() {
        add(FormCode.FA_3, 30);
        assertThat(groups(Way.AUTOMATIC)).singleElement().asString().startsWith("FA (3) online");
        add(FormCode.FA_3, 1);
        assertThat(groups(Way.AUTOMATIC)).singleElement().asString().startsWith("FA (3) batch");
        assertThat(groups(SubmissionOptions.builder()
                        .longestOnline(Duration.ofSeconds(Long.MAX_VALUE))
                        .build()))
                .as("no time is too long")
                .singleElement()
                .asString()
                .startsWith("FA (3) online");
    }

    @Test
    void fewThatAreLarge_goInPackages() {
        add(FormCode.FA_3, false, false, 20_000_000);
        assertThat(groups(Way.AUTOMATIC)).containsExactly("FA (3) online [0]");
        add(FormCode.FA_3, false, false, 1);
        assertThat(groups(Way.AUTOMATIC)).containsExactly("FA (3) batch [0, 1]");
    }

    @Test
    void way_isKept_whereKsefTakesIt() {
        add(FormCode.FA_3, 31);
        assertThat(groups(Way.ONLINE)).singleElement().asString().startsWith("FA (3) online");
        invoices.clear();
        add(FormCode.FA_3, 1);
        assertThat(groups(Way.BATCH)).containsExactly("FA (3) batch [0]");
    }

    @Test
    void selfInvoicedOnes_areAGroupOfTheirOwn_byEachWay() {
        add(FormCode.FA_3, 1)
                .add(FormCode.FA_3, false, false, 1000, true)
                .add(FormCode.FA_3, true, false, 1000, true)
                .add(FormCode.FA_3, 1)
                .add(FormCode.FA_2, false, false, 1000, true);
        assertThat(groups(Way.ONLINE))
                .containsExactly(
                        "FA (3) online [0, 3]",
                        "FA (3) online by the buyer [1]",
                        "FA (3) batch by the buyer [2]",
                        "FA (2) online by the buyer [4]");
        assertThat(groups(Way.BATCH))
                .containsExactly(
                        "FA (3) batch [0, 3]", "FA (3) batch by the buyer [1, 2]", "FA (2) batch by the buyer [4]");
    }

    @Test
    void selfInvoicedOnes_countAmongThoseThatShareTheLimits() {
        add(FormCode.FA_3, 30).add(FormCode.FA_3, false, false, 1000, true);
        assertThat(groups(Way.AUTOMATIC)).hasSize(2).allMatch(group -> group.contains("batch"));
    }

    @Test
    void attachments_goInPackages_andDoNotTakeTheOthersAlong() {
        add(FormCode.FA_3, false, false, 1000).add(FormCode.FA_3, true, false, 30_000_000);
        for (Way way : List.of(Way.AUTOMATIC, Way.ONLINE)) {
            assertThat(groups(way)).containsExactlyInAnyOrder("FA (3) online [0]", "FA (3) batch [1]");
        }
        assertThat(groups(Way.BATCH)).containsExactly("FA (3) batch [0, 1]");
    }

    @Test
    void technicalCorrections_goOneByOne_alsoWithAttachments() {
        add(FormCode.FA_3, false, true, 1000).add(FormCode.FA_3, true, true, 1000);
        for (Way way : Way.values()) {
            assertThat(groups(way)).containsExactly("FA (3) online [0, 1]");
        }
    }

    @Test
    void technicalCorrections_countAmongThoseThatGoOneByOne_alsoWithAttachments() {
        for (int i = 0; i < 30; i++) {
            add(FormCode.FA_3, true, true, 1000);
        }
        add(FormCode.FA_3, 1);
        assertThat(groups(Way.AUTOMATIC)).hasSize(2).contains("FA (3) batch [30]");
    }

    @Test
    void pef_goesOneByOne_howeverMany() {
        add(FormCode.PEF_3, 40).add(FormCode.PEF_KOR_3, 1);
        for (Way way : Way.values()) {
            assertThat(groups(way))
                    .hasSize(2)
                    .allSatisfy(group -> assertThat(group).contains("online"));
        }
    }

    @Test
    void structures_areNotMixed_andAnUnknownOneIsTheUsual() {
        add(FormCode.FA_3, 1).add(FormCode.FA_RR_1, 1).add((FormCode) null, false, false, 1000);
        assertThat(groups(Way.AUTOMATIC))
                .containsExactly("FA (3) online [0, 2]", FormCode.FA_RR_1.systemCode() + " online [1]");
    }

    @Test
    void options_refuseWhatMakesNoSense() {
        var builder = SubmissionOptions.builder();
        for (Runnable wrong : List.<Runnable>of(
                () -> builder.patience(Duration.ZERO),
                () -> builder.patience(Duration.ofSeconds(-1)),
                () -> builder.longestOnline(Duration.ofNanos(-1)),
                () -> builder.repeats(-1),
                () -> builder.uploadsAtATime(0))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
        SubmissionOptions options = builder.patience(Duration.ofNanos(1))
                .longestOnline(Duration.ZERO)
                .repeats(0)
                .uploadsAtATime(1)
                .limits(PackageLimits.OF_KSEF)
                .build();
        assertThat(options.repeats()).isZero();
        assertThat(options.limits()).isEqualTo(PackageLimits.OF_KSEF);
        assertThat(SubmissionOptions.USUAL.archive()).isEmpty();
    }
}
