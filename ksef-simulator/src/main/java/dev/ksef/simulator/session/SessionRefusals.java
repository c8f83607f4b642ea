package dev.ksef.simulator.session;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of sessions, and of technical corrections sent in them. */
public final class SessionRefusals {

    private SessionRefusals() {}

    static BadRequest sessionFull(String reference, int limit) {
        return BadRequest.of(
                21155,
                "Przekroczono dozwoloną liczbę faktur w sesji.",
                "Sesja o numerze referencyjnym " + reference + " osiągnęła dozwolony limit liczby faktur " + limit
                        + ".");
    }

    static BadRequest correctionExists() {
        return BadRequest.of(
                21166,
                "Korekta techniczna niedostępna.",
                "Faktura posiada już przetworzoną prawidłowo korektę techniczną.");
    }

    static BadRequest correctionForbidden(String detail) {
        return BadRequest.of(21167, "Status faktury nie pozwala na korektę techniczną.", detail);
    }

    static BadRequest unknownSession(String reference) {
        return BadRequest.of(
                21173,
                "Brak sesji o wskazanym numerze referencyjnym.",
                "Sesja o numerze referencyjnym " + reference + " nie została odnaleziona.");
    }

    public static BadRequest sessionStatus(String detail) {
        return BadRequest.of(21180, "Status sesji nie pozwala na wykonanie operacji.", detail);
    }

    public static BadRequest sessionUnavailable(String reference) {
        return BadRequest.of(
                21184,
                "Sesja tymczasowo niedostępna.",
                "Trwają prace serwisowe i sesja " + reference
                        + " jest tymczasowo niedostępna. Spróbuj ponownie "
                        + "później lub otwórz nową sesję, aby wysłać kolejne faktury.");
    }
}
