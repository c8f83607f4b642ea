package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of invoices, when they are sent and when they are read back. */
final class InvoiceRefusals {

    private InvoiceRefusals() {}

    static BadRequest invoiceNotFound(String ksefNumber) {
        return BadRequest.of(
                21164,
                "Faktura o podanym identyfikatorze nie istnieje.",
                "Faktura o numerze KSeF " + ksefNumber + " nie została znaleziona.");
    }

    static BadRequest invoiceNotAvailable(String ksefNumber) {
        return BadRequest.of(
                21165,
                "Faktura o podanym numerze KSeF nie jest jeszcze dostępna.",
                "Faktura o numerze KSeF " + ksefNumber
                        + " została przetworzona, ale nie jest jeszcze dostępna do pobrania. Spróbuj ponownie później.");
    }

    static BadRequest rangeBeyondData() {
        return BadRequest.of(
                21183,
                "Zakres filtrowania wykracza poza dostępny zakres danych.",
                "Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate przy włączonym "
                        + "restrictToPermanentStorageHwmDate.");
    }

    static BadRequest wrongSize() {
        return BadRequest.of(21402, "Nieprawidłowy rozmiar pliku.", "Długość treści nie zgadza się z rozmiarem pliku.");
    }

    static BadRequest wrongHash() {
        return BadRequest.of(21403, "Nieprawidłowy skrót pliku.", "Skrót treści nie zgadza się ze skrótem pliku.");
    }
}
