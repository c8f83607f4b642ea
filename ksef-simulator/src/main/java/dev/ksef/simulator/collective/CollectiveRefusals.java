package dev.ksef.simulator.collective;

import dev.ksef.simulator.wire.BadRequest;
import java.util.List;

/** The numbered errors of collective identifiers. */
final class CollectiveRefusals {

    private CollectiveRefusals() {}

    /** In other words than those of the other lists. */
    static BadRequest continuationToken() {
        return BadRequest.of(21418, "Przesłany token kontynuacji jest nieprawidłowy.");
    }

    static BadRequest unknownInvoices(List<String> ksefNumbers) {
        return refusal(
                71001,
                "Faktura o podanym identyfikatorze nie istnieje.",
                "Faktura o numerze KSeF %s nie została znaleziona.",
                ksefNumbers);
    }

    static BadRequest tooOftenGrouped(List<String> ksefNumbers) {
        return refusal(
                71002,
                "Faktura jest już przypisana do maksymalnej liczby Identyfikatorów Zbiorczych.",
                "Faktura o numerze KSeF %s jest już przypisana do maksymalnej liczby Identyfikatorów Zbiorczych.",
                ksefNumbers);
    }

    static BadRequest otherSellers(List<String> ksefNumbers) {
        return refusal(
                71004,
                "Faktury mają różnych sprzedawców.",
                "Faktura o numerze KSeF %s ma innego sprzedawcę.",
                ksefNumbers);
    }

    static BadRequest repeated(List<String> ksefNumbers) {
        return refusal(71005, "Powtórzony numer KSeF w żądaniu.", "Powtórzony numer KSeF %s.", ksefNumbers);
    }

    private static BadRequest refusal(int code, String description, String detail, List<String> ksefNumbers) {
        return BadRequest.of(
                code, description, ksefNumbers.stream().map(detail::formatted).toArray(String[]::new));
    }
}
