package dev.ksef.simulator.export;

import dev.ksef.simulator.wire.ProcessingStatus;

/** The statuses of exports, in the words of the API. */
final class ExportStatuses {

    static final ProcessingStatus RUNNING = ProcessingStatus.of(100, "Eksport faktur w toku");
    static final ProcessingStatus DONE = ProcessingStatus.of(200, "Eksport faktur zakończony sukcesem");
    static final ProcessingStatus EXPIRED =
            ProcessingStatus.of(210, "Eksport faktur wygasł i nie jest już dostępny do pobrania");
    static final ProcessingStatus UNKNOWN_KEY = ProcessingStatus.of(415, "Błąd odszyfrowania dostarczonego klucza");
    static final ProcessingStatus BEYOND_DATA = ProcessingStatus.of(
            420,
            "Zakres filtrowania wykracza poza dostępny zakres danych",
            "Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate przy włączonym "
                    + "restrictToPermanentStorageHwmDate.");
    static final ProcessingStatus FAILED = ProcessingStatus.of(500, "Nieznany błąd (500)");
    static final ProcessingStatus CANCELLED = ProcessingStatus.of(
            550,
            "Operacja została anulowana przez system",
            "Przetwarzanie zostało przerwane z przyczyn wewnętrznych systemu. Spróbuj ponownie");

    private ExportStatuses() {}
}
