package dev.ksef.domain.token;

import dev.ksef.model.KsefToken;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.GeneratedToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenStatus;
import dev.ksef.model.token.TokensPage;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.KsefTokenApi;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps KSeF tokens as KSeF does, one row on a page; what else shall happen at a call is up to the test. */
final class FakeTokens implements KsefTokenApi {

    final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    final RecordedEvents events = new RecordedEvents();
    final FakeTransport transport = new FakeTransport().with(KsefTokenApi.class, this);
    private final GivenTokens given = new GivenTokens();
    final List<String> calls = new ArrayList<>();
    final List<TokenMetadata> rows = new ArrayList<>();
    final Deque<OpenEnum<TokenStatus>> statuses = new ArrayDeque<>();
    Runnable onGenerate = () -> {};
    Runnable onAnswer = () -> {};
    Runnable onList = () -> {};
    List<String> details = List.of();

    /** Those of one view of the client. */
    KsefTokens tokens() {
        return new KsefTokens(
                transport,
                CallScope.of(Nip.of("5265877635"), BearerSource.none(), Duration.ofMinutes(2)),
                given,
                time,
                time,
                events);
    }

    /** Cuts the connection. */
    static void cut() {
        throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
    }

    static ReferenceNumber number(int of) {
        return ReferenceNumber.of(String.format(Locale.ROOT, "20261102-EC-1111111111-2222222222-%02d", of));
    }

    void keep(GenerateToken request, TokenStatus status, @Nullable OffsetDateTime created) {
        rows.add(
                0,
                new TokenMetadata(
                        number(rows.size() + 1),
                        null,
                        null,
                        request.description(),
                        request.permissions().stream().map(OpenEnum::of).toList(),
                        created,
                        null,
                        OpenEnum.of(status),
                        details));
    }

    @Override
    public GeneratedToken generate(GenerateToken request) {
        calls.add("generate");
        onGenerate.run();
        keep(request, TokenStatus.PENDING, time.instant().atOffset(ZoneOffset.UTC));
        onAnswer.run();
        return new GeneratedToken(rows.get(0).referenceNumber(), KsefToken.of("sec-ret"));
    }

    @Override
    public TokensPage list(TokenFilter filter, @Nullable String continuationToken) {
        calls.add("list " + continuationToken);
        onList.run();
        int at = continuationToken == null ? 0 : Integer.parseInt(continuationToken);
        List<TokenMetadata> all = rows.stream()
                .filter(row ->
                        filter.status().isEmpty() || filter.status().stream().anyMatch(row::is))
                .filter(row -> filter.description() == null
                        || row.description()
                                .toLowerCase(Locale.ROOT)
                                .contains(filter.description().toLowerCase(Locale.ROOT)))
                .toList();
        return new TokensPage(
                at + 1 < all.size() ? String.valueOf(at + 1) : null, all.isEmpty() ? List.of() : List.of(all.get(at)));
    }

    @Override
    public TokenMetadata get(ReferenceNumber referenceNumber) {
        calls.add("get");
        OpenEnum<TokenStatus> status = statuses.size() > 1 ? statuses.remove() : statuses.peek();
        return new TokenMetadata(referenceNumber, null, null, null, List.of(), null, null, status, details);
    }

    @Override
    public void revoke(ReferenceNumber referenceNumber) {
        calls.add("revoke " + referenceNumber);
    }
}
