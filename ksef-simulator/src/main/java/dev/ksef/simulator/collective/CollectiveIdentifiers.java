package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.CollectiveNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All collective identifiers, which nobody can change or remove. Thread-safe. */
public final class CollectiveIdentifiers implements Stateful {

    static final int MOST_PER_INVOICE = 132;

    private record Membership(LoginContext creator, String ksefNumber) {}

    private final CollectiveNumbers numbers = new CollectiveNumbers();
    private final List<CollectiveIdentifier> inOrder = new ArrayList<>();
    private final Map<String, CollectiveIdentifier> byNumber = new HashMap<>();
    private final Map<LoginContext, NavigableSet<CollectiveIdentifier>> byContext = new HashMap<>();
    private final Map<String, NavigableSet<CollectiveIdentifier>> byInvoice = new HashMap<>();
    private final Map<Membership, Integer> memberships = new HashMap<>();

    @Override
    public String section() {
        return "collective-identifiers";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        all().forEach(identifier -> rows.accept(identifier.savedJson()));
    }

    @Override
    public synchronized void restore(SavedRow row) {
        add(CollectiveIdentifier.saved(inOrder.size() + 1, row));
    }

    private synchronized List<CollectiveIdentifier> all() {
        return List.copyOf(inOrder);
    }

    /**
     * Creates an identifier.
     *
     * @throws BadRequest 71002 if an invoice is under as many identifiers of the context as it may be
     */
    synchronized CollectiveIdentifier create(
            LoginContext creator, String sellerNip, List<GroupedInvoice> invoices, Instant now) {
        List<String> full = invoices.stream()
                .map(GroupedInvoice::ksefNumber)
                .filter(number -> memberships.getOrDefault(new Membership(creator, number), 0) >= MOST_PER_INVOICE)
                .toList();
        if (!full.isEmpty()) {
            throw CollectiveRefusals.tooOftenGrouped(full);
        }
        CollectiveIdentifier created = new CollectiveIdentifier(
                inOrder.size() + 1,
                numbers.next(sellerNip, KsefTimestamps.polishDay(now)),
                sellerNip,
                creator,
                now,
                invoices);
        add(created);
        return created;
    }

    private void add(CollectiveIdentifier created) {
        inOrder.add(created);
        byNumber.put(created.number(), created);
        // The seller finds it, too, whoever created it.
        for (LoginContext finder : Set.copyOf(List.of(created.creator(), LoginContext.nip(created.sellerNip())))) {
            byContext.computeIfAbsent(finder, first -> empty()).add(created);
        }
        for (GroupedInvoice invoice : created.invoices()) {
            byInvoice.computeIfAbsent(invoice.ksefNumber(), first -> empty()).add(created);
            memberships.merge(new Membership(created.creator(), invoice.ksefNumber()), 1, Integer::sum);
        }
    }

    private static NavigableSet<CollectiveIdentifier> empty() {
        return new ConcurrentSkipListSet<>(CollectiveIdentifier.NEWEST_FIRST);
    }

    synchronized Optional<CollectiveIdentifier> find(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The identifiers that a context finds, newest first, behind the one with this position; all if there is none. */
    synchronized Stream<CollectiveIdentifier> of(LoginContext context, long position) {
        return behind(byContext.getOrDefault(context, empty()), position);
    }

    /** The identifiers of an invoice, newest first, behind the one with this position; all if there is none. */
    synchronized Stream<CollectiveIdentifier> ofInvoice(String ksefNumber, long position) {
        return behind(byInvoice.getOrDefault(ksefNumber, empty()), position);
    }

    private Stream<CollectiveIdentifier> behind(NavigableSet<CollectiveIdentifier> found, long position) {
        return position < 1 || position > inOrder.size()
                ? found.stream()
                : found.tailSet(inOrder.get((int) position - 1), false).stream();
    }
}
