package dev.ksef.domain.collective;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.CollectiveIdentifiersPage;
import dev.ksef.model.collective.GenerateCollectiveIdentifier;
import dev.ksef.model.collective.GeneratedCollectiveIdentifier;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.IdentifiedInvoicesPage;
import dev.ksef.model.collective.IdentifiedInvoicesQuery;
import dev.ksef.model.collective.InvoiceToPay;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveContextLimits.CollectiveIdentifierLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.CollectiveIdentifierApi;
import dev.ksef.port.api.LimitApi;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps collective identifiers as KSeF does; what else shall happen at a call is up to the test. */
final class FakeIdentifiers implements CollectiveIdentifierApi, LimitApi {

    static final CollectiveIdentifierNumber FIRST =
            CollectiveIdentifierNumber.of("1111111111-IZ202607-65ED02180000-E7");
    static final CollectiveIdentifierNumber SECOND =
            CollectiveIdentifierNumber.of("5265877635-IZ202609-0A1B2C3D4E5F-C1");

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final RecordedEvents events = new RecordedEvents();
    final List<String> calls = new ArrayList<>();
    final Map<CollectiveIdentifier, List<InvoiceToPay>> kept = new LinkedHashMap<>();

    @Nullable
    Integer most = 500;

    Runnable onGenerate = () -> {};
    Runnable onAnswer = () -> {};
    Runnable onList = () -> {};
    boolean hidesDetails;
    final FakeTransport transport =
            new FakeTransport().with(CollectiveIdentifierApi.class, this).with(LimitApi.class, this);

    CollectiveIdentifiers identifiers() {
        return new CollectiveIdentifiers(
                transport,
                CallScope.of(Nip.of("5265877635"), BearerSource.none(), Duration.ofMinutes(2)),
                time,
                time,
                events);
    }

    void keep(CollectiveIdentifierNumber number, boolean own, OffsetDateTime created, List<KsefNumber> invoices) {
        keepPaid(number, own, created, invoices.stream().map(InvoiceToPay::of).toList());
    }

    void keepPaid(CollectiveIdentifierNumber number, boolean own, OffsetDateTime created, List<InvoiceToPay> invoices) {
        kept.put(new CollectiveIdentifier(number, created, invoices.size(), own), invoices);
    }

    @Override
    public GeneratedCollectiveIdentifier generate(GenerateCollectiveIdentifier request) {
        calls.add("generate " + request.invoices().size());
        onGenerate.run();
        keepPaid(SECOND, true, time.instant().atOffset(ZoneOffset.UTC), request.invoices());
        onAnswer.run();
        return new GeneratedCollectiveIdentifier(SECOND);
    }

    @Override
    public CollectiveIdentifiersPage query(
            CollectiveIdentifierQuery query, @Nullable Integer pageSize, @Nullable String continuationToken) {
        calls.add("query " + pageSize + " " + continuationToken);
        List<CollectiveIdentifier> all = List.copyOf(kept.keySet());
        int at = continuationToken == null ? 0 : Integer.parseInt(continuationToken);
        return new CollectiveIdentifiersPage(
                at + 1 < all.size() ? String.valueOf(at + 1) : null, all.subList(at, at + 1));
    }

    @Override
    public IdentifiedInvoicesPage invoices(
            IdentifiedInvoicesQuery query, @Nullable Integer pageSize, @Nullable String continuationToken) {
        calls.add("invoices of " + query.collectiveIdentifierNumbers().size() + " " + pageSize);
        List<IdentifiedInvoice> rows = new ArrayList<>();
        kept.forEach((identifier, invoices) -> {
            if (query.collectiveIdentifierNumbers().contains(identifier.collectiveIdentifierNumber())) {
                invoices.forEach(invoice -> rows.add(new IdentifiedInvoice(
                        invoice.ksefNumber(),
                        hidesDetails ? null : invoice.payment(),
                        hidesDetails ? null : invoice.description(),
                        hidesDetails,
                        identifier.collectiveIdentifierNumber())));
            }
        });
        return new IdentifiedInvoicesPage(null, rows);
    }

    @Override
    public CollectiveIdentifiersPage ofInvoice(
            KsefNumber ksefNumber, @Nullable Integer pageSize, @Nullable String continuationToken) {
        calls.add("ofInvoice " + pageSize);
        onList.run();
        return new CollectiveIdentifiersPage(
                "",
                kept.entrySet().stream()
                        .filter(entry -> entry.getValue().stream()
                                .anyMatch(invoice -> invoice.ksefNumber().equals(ksefNumber)))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Override
    public EffectiveContextLimits context() {
        calls.add("limits");
        return new EffectiveContextLimits(null, null, most == null ? null : new CollectiveIdentifierLimits(most));
    }

    @Override
    public EffectiveSubjectLimits subject() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EffectiveApiRateLimits rateLimits() {
        throw new UnsupportedOperationException();
    }
}
