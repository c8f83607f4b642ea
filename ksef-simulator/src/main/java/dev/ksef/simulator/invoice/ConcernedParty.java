package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A context that an invoice concerns, and its role.
 *
 * @param subjectType the role, as queries name it
 */
record ConcernedParty(String subjectType, LoginContext context) {

    /** The role of each party, by its element. */
    private static final Map<String, String> ROLES = Map.of(
            "Podmiot1", InvoiceQuery.SELLER,
            "Podmiot2", InvoiceQuery.BUYER,
            "Podmiot3", InvoiceQuery.THIRD_SUBJECT,
            "PodmiotUpowazniony", InvoiceQuery.AUTHORIZED);

    /** The identifiers of those who can sign in, by their elements. */
    private static final Map<String, String> TYPES = Map.of("NIP", "Nip", "IDWew", LoginContext.INTERNAL_ID);

    private static final Map<String, ConcernedParty> PLACES = ROLES.entrySet().stream()
            .flatMap(role -> TYPES.entrySet().stream()
                    .map(type -> Map.entry(
                            "Faktura/" + role.getKey() + "/DaneIdentyfikacyjne/" + type.getKey(),
                            new ConcernedParty(role.getValue(), new LoginContext(type.getValue(), "")))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The paths of all elements that name such a context. */
    static Stream<String> paths() {
        return PLACES.keySet().stream();
    }

    /** The party that an element names; nothing if it is no such element. */
    static Optional<ConcernedParty> at(String path, String text) {
        return Optional.ofNullable(PLACES.get(path))
                .map(place -> new ConcernedParty(
                        place.subjectType(), new LoginContext(place.context().type(), text)));
    }

    static List<ConcernedParty> of(InvoiceContent content) {
        List<ConcernedParty> parties = new ArrayList<>();
        named(InvoiceQuery.SELLER, content.seller()).ifPresent(parties::add);
        named(InvoiceQuery.BUYER, content.buyer()).ifPresent(parties::add);
        content.thirdSubjects()
                .forEach(party -> named(InvoiceQuery.THIRD_SUBJECT, party).ifPresent(parties::add));
        InvoiceParty authorized = content.authorizedSubject();
        if (authorized != null) {
            named(InvoiceQuery.AUTHORIZED, authorized).ifPresent(parties::add);
        }
        return parties;
    }

    private static Optional<ConcernedParty> named(String subjectType, InvoiceParty party) {
        return Optional.ofNullable(party.identifier())
                .filter(value -> TYPES.containsValue(party.identifierType()))
                .map(value -> new ConcernedParty(subjectType, new LoginContext(party.identifierType(), value)));
    }
}
