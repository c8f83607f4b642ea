package dev.ksef.simulator.auth;

import dev.ksef.simulator.wire.ProcessingStatus;

/** The statuses of signing in. */
final class SignInStatuses {

    static final ProcessingStatus RUNNING = ProcessingStatus.of(100, "Uwierzytelnianie w toku");
    static final ProcessingStatus SUCCESS = ProcessingStatus.of(200, "Uwierzytelnianie zakończone sukcesem");
    static final ProcessingStatus NO_RIGHTS =
            ProcessingStatus.of(415, "Uwierzytelnianie zakończone niepowodzeniem", "Brak przypisanych uprawnień");
    static final ProcessingStatus DECEASED = ProcessingStatus.of(
            470,
            "Uwierzytelnianie zakończone niepowodzeniem",
            "Próba wykorzystania metod autoryzacyjnych osoby zmarłej");
    static final ProcessingStatus REVOKED = ProcessingStatus.of(
            425,
            "Uwierzytelnienie unieważnione",
            "Uwierzytelnienie i powiązane refresh tokeny zostały unieważnione przez użytkownika");

    static final ProcessingStatus BLOCKED = ProcessingStatus.of(
            480,
            "Uwierzytelnienie zablokowane",
            "Podejrzenie incydentu bezpieczeństwa. Skontaktuj się z Ministerstwem Finansów przez formularz zgłoszeniowy.");

    private SignInStatuses() {}

    /** The sign-in failed because of the KSeF token. */
    static ProcessingStatus tokenError(String detail) {
        return ProcessingStatus.of(450, "Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu", detail);
    }

    /** The sign-in failed because of the certificate. */
    static ProcessingStatus certificateError(String detail) {
        return ProcessingStatus.of(
                460, "Uwierzytelnianie zakończone niepowodzeniem z powodu błędu certyfikatu", detail);
    }
}
