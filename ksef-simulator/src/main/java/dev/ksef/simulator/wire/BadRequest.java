package dev.ksef.simulator.wire;

import java.util.List;

/** KSeF refuses a request with HTTP 400 and one of its numbered errors. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String description;
    private final List<String> details;

    private BadRequest(int code, String description, List<String> details) {
        super(code + " " + description, null, false, false);
        this.code = code;
        this.description = description;
        this.details = details;
    }

    public static BadRequest of(int code, String description) {
        return new BadRequest(code, description, List.of());
    }

    public static BadRequest invalidInput(List<String> details) {
        return new BadRequest(21405, "Błąd walidacji danych wejściowych.", details);
    }

    public static BadRequest invalidInput(String detail) {
        return invalidInput(List.of(detail));
    }

    public static BadRequest invalidChallenge() {
        return new BadRequest(21111, "Nieprawidłowe wyzwanie autoryzacyjne.", List.of());
    }

    public static BadRequest invalidDocument(String detail) {
        return new BadRequest(9101, "Nieprawidłowy dokument.", List.of(detail));
    }

    public static BadRequest signatureMissing() {
        return new BadRequest(9102, "Brak podpisu.", List.of());
    }

    public static BadRequest tooManySignatures(int found) {
        return new BadRequest(
                9103,
                "Przekroczona liczba dozwolonych podpisów.",
                List.of("Liczba podpisów w dokumencie: " + found + ", dozwolona: 1."));
    }

    public static BadRequest requestNotSigned(String detail) {
        return new BadRequest(9104, "Niewystarczająca liczba wymaganych podpisów.", List.of(detail));
    }

    public static BadRequest invalidSignature(String detail) {
        return new BadRequest(9105, "Nieprawidłowy podpis.", List.of(detail));
    }

    public static BadRequest unacceptedProfile() {
        return invalidSignature("Format podpisu nie jest zgodny z żadnym z akceptowanych profili XAdES.");
    }

    public static BadRequest unsupportedAlgorithm() {
        return invalidSignature("Podpis złożony z użyciem niewspieranego algorytmu kryptograficznego.");
    }

    public static BadRequest verifiedNegatively() {
        return invalidSignature("Podpis zweryfikowany negatywnie.");
    }

    public static BadRequest unreadable() {
        return new BadRequest(21001, "Nieczytelna treść.", List.of());
    }

    public static BadRequest invalidCertificate(String detail) {
        return new BadRequest(21115, "Nieprawidłowy certyfikat.", List.of(detail));
    }

    public static BadRequest subjectUnfitForContext() {
        return new BadRequest(21117, "Nieprawidłowy identyfikator podmiotu dla wskazanego typu kontekstu.", List.of());
    }

    public static BadRequest invalidEncoding() {
        return new BadRequest(21217, "Nieprawidłowe kodowanie znaków.", List.of());
    }

    public static BadRequest schema(String place) {
        return new BadRequest(
                21401,
                "Dokument nie jest zgodny ze schemą (xsd).",
                List.of("Element " + place + " jest nieprawidłowy, zbędny lub nie ma go we właściwym miejscu."));
    }

    public static BadRequest signatureConflict() {
        return new BadRequest(21406, "Konflikt podpisu i typu uwierzytelnienia.", List.of());
    }

    public static BadRequest unknownKey(String publicKeyId) {
        return new BadRequest(
                21470,
                "Przesłany identyfikator klucza jest nieznany lub wskazuje na wycofany klucz.",
                List.of("Klucz o identyfikatorze " + publicKeyId + " nie jest wspierany."));
    }

    public static BadRequest notAuthorised(String detail) {
        return new BadRequest(21301, "Brak autoryzacji.", List.of(detail));
    }

    public static BadRequest unknownAuthentication(String reference) {
        return new BadRequest(
                21304,
                "Brak uwierzytelnienia.",
                List.of("Operacja uwierzytelniania o numerze referencyjnym " + reference + " nie została znaleziona."));
    }

    public static BadRequest unknownSession(String reference) {
        return new BadRequest(
                21173,
                "Brak sesji o wskazanym numerze referencyjnym.",
                List.of("Sesja o numerze referencyjnym " + reference + " nie została odnaleziona."));
    }

    public static BadRequest sessionStatus(String detail) {
        return new BadRequest(21180, "Status sesji nie pozwala na wykonanie operacji.", List.of(detail));
    }

    public static BadRequest sessionUnavailable(String reference) {
        return new BadRequest(
                21184,
                "Sesja tymczasowo niedostępna.",
                List.of("Trwają prace serwisowe i sesja " + reference
                        + " jest tymczasowo niedostępna. Spróbuj ponownie "
                        + "później lub otwórz nową sesję, aby wysłać kolejne faktury."));
    }

    public static BadRequest sessionFull(String reference, int limit) {
        return new BadRequest(
                21155,
                "Przekroczono dozwoloną liczbę faktur w sesji.",
                List.of("Sesja o numerze referencyjnym " + reference + " osiągnęła dozwolony limit liczby faktur "
                        + limit + "."));
    }

    public static BadRequest correctionExists() {
        return new BadRequest(
                21166,
                "Korekta techniczna niedostępna.",
                List.of("Faktura posiada już przetworzoną prawidłowo korektę techniczną."));
    }

    public static BadRequest correctionForbidden(String detail) {
        return new BadRequest(21167, "Status faktury nie pozwala na korektę techniczną.", List.of(detail));
    }

    public static BadRequest wrongSize() {
        return new BadRequest(
                21402, "Nieprawidłowy rozmiar pliku.", List.of("Długość treści nie zgadza się z rozmiarem pliku."));
    }

    public static BadRequest wrongHash() {
        return new BadRequest(
                21403, "Nieprawidłowy skrót pliku.", List.of("Skrót treści nie zgadza się ze skrótem pliku."));
    }

    public static BadRequest upoNotFound(String detail) {
        return new BadRequest(21178, "Nie znaleziono UPO dla podanych kryteriów.", List.of(detail));
    }

    public static BadRequest invoiceNotFound(String ksefNumber) {
        return new BadRequest(
                21164,
                "Faktura o podanym identyfikatorze nie istnieje.",
                List.of("Faktura o numerze KSeF " + ksefNumber + " nie została znaleziona."));
    }

    public static BadRequest invoiceNotAvailable(String ksefNumber) {
        return new BadRequest(
                21165,
                "Faktura o podanym numerze KSeF nie jest jeszcze dostępna.",
                List.of(
                        "Faktura o numerze KSeF " + ksefNumber
                                + " została przetworzona, ale nie jest jeszcze dostępna do pobrania. Spróbuj ponownie później."));
    }

    public static BadRequest rangeBeyondData() {
        return new BadRequest(
                21183,
                "Zakres filtrowania wykracza poza dostępny zakres danych.",
                List.of("Parametr dateRange.from jest późniejszy niż PermanentStorageHwmDate przy włączonym "
                        + "restrictToPermanentStorageHwmDate."));
    }

    static BadRequest badContinuationToken() {
        return new BadRequest(21418, "Przekazany token kontynuacji ma nieprawidłowy format.", List.of());
    }

    public int code() {
        return code;
    }

    String description() {
        return description;
    }

    List<String> details() {
        return details;
    }
}
