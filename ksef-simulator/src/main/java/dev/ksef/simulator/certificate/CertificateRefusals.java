package dev.ksef.simulator.certificate;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of the operations with certificates. */
final class CertificateRefusals {

    private CertificateRefusals() {}

    static BadRequest noDataForLogin() {
        return BadRequest.of(
                25001, "Brak możliwości pobrania danych do CSR dla wykorzystanego sposobu uwierzytelnienia.");
    }

    static BadRequest noEnrollmentForLogin() {
        return BadRequest.of(
                25002,
                "Brak możliwości złożenia wniosku certyfikacyjnego dla wykorzystanego sposobu uwierzytelnienia.");
    }

    static BadRequest otherSubject() {
        return BadRequest.of(25003, "Dane w CSR nie zgadzają się z danymi w użytym wektorze uwierzytelniającym.");
    }

    static BadRequest malformedRequest() {
        return BadRequest.of(25004, "Niepoprawny format CSR lub niepoprawny podpis CSR.");
    }

    static BadRequest unknownEnrollment() {
        return BadRequest.of(25005, "Wniosek certyfikacyjny o podanym numerze referencyjnym nie istnieje.");
    }

    static BadRequest tooManyEnrollments() {
        return BadRequest.of(25006, "Osiągnięto limit możliwych do złożenia wniosków certyfikacyjnych.");
    }

    static BadRequest tooManyCertificates() {
        return BadRequest.of(25007, "Osiągnięto limit dopuszczalnej liczby posiadanych certyfikatów.");
    }

    static BadRequest unknownCertificate() {
        return BadRequest.of(25008, "Certyfikat o podanym numerze seryjnym nie istnieje.");
    }

    static BadRequest notRevocable() {
        return BadRequest.of(
                25009,
                "Nie można odwołać wskazanego certyfikatu, ponieważ jest już odwołany, zablokowany lub nieważny.");
    }

    static BadRequest unfitKey() {
        return BadRequest.of(25010, "Nieprawidłowy typ lub długość klucza.");
    }

    static BadRequest unfitAlgorithm() {
        return BadRequest.of(25011, "Nieprawidłowy algorytm podpisu CSR.");
    }
}
