package dev.ksef.simulator.export;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of exports. */
public final class ExportRefusals {

    private ExportRefusals() {}

    static BadRequest unknownExport() {
        return BadRequest.of(21175, "Wynik zapytania o podanym identyfikatorze nie istnieje.");
    }

    static BadRequest impossibleSubject(String subjectType, String contextType) {
        return BadRequest.of(
                21181,
                "Nieprawidłowe żądanie eksportu faktur.",
                "Nie można wyeksportować paczki faktur dla wybranego podmiotu (" + subjectType
                        + ") i zalogowanego identyfikatora kontekstu (" + contextType + ").");
    }

    /** Too many exports run for a subject in its context. */
    public static BadRequest tooManyRunning(int limit) {
        return BadRequest.of(
                21182,
                "Osiągnięto limit trwających eksportów.",
                "Dla uwierzytelnionego podmiotu w bieżącym kontekście osiągnięto maksymalny limit " + limit
                        + " równoczesnych eksportów faktur. Spróbuj ponownie później.");
    }
}
