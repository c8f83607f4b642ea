package dev.ksef.simulator.batch;

import dev.ksef.simulator.wire.BadRequest;
import java.util.List;
import java.util.function.Function;

/** The numbered errors of batch sessions. */
final class BatchRefusals {

    private BatchRefusals() {}

    static BadRequest partsTooLarge(List<DeclaredPart> parts) {
        return partSize(
                parts,
                part -> "Rozmiar części '" + part.ordinalNumber() + "' przekracza " + DeclaredPart.MAX_ENCRYPTED_BYTES
                        + " bajtów.");
    }

    static BadRequest partsOfOtherSizes(List<DeclaredPart> parts) {
        return partSize(
                parts,
                part -> "Zadeklarowany rozmiar części '" + part.ordinalNumber() + "' nie zgadza się z rzeczywistym.");
    }

    private static BadRequest partSize(List<DeclaredPart> parts, Function<DeclaredPart, String> detail) {
        return refusal(21157, "Nieprawidłowy rozmiar części pakietu.", parts, detail);
    }

    static BadRequest tooManyParts(int parts) {
        return BadRequest.of(
                21161,
                "Przekroczono dozwoloną liczbę części pakietu.",
                "Liczba części " + parts + " przekracza " + BatchDeclaration.MAX_PARTS + ".");
    }

    static BadRequest partsMissing(List<DeclaredPart> parts) {
        return refusal(
                21205,
                "Pakiet nie może być pusty.",
                parts,
                part -> "Nie przesłano zadeklarowanej '" + part.ordinalNumber() + "' części pliku.");
    }

    static BadRequest tooLate() {
        return BadRequest.of(
                21208,
                "Czas oczekiwania na requesty upload lub finish został przekroczony.",
                "Sesja anulowana, przekroczony czas wysyłki.");
    }

    private static BadRequest refusal(
            int code, String description, List<DeclaredPart> parts, Function<DeclaredPart, String> detail) {
        return BadRequest.of(code, description, parts.stream().map(detail).toArray(String[]::new));
    }
}
