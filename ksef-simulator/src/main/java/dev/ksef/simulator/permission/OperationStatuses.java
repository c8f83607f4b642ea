package dev.ksef.simulator.permission;

import dev.ksef.simulator.wire.ProcessingStatus;

/** The statuses of granting and revoking. */
final class OperationStatuses {

    static final ProcessingStatus RUNNING = ProcessingStatus.of(100, "Operacja przyjęta do realizacji");
    static final ProcessingStatus SUCCESS = ProcessingStatus.of(200, "Operacja zakończona sukcesem");
    static final ProcessingStatus FAILED = ProcessingStatus.of(400, "Operacja zakończona niepowodzeniem");
    static final ProcessingStatus WRONG_RELATION =
            ProcessingStatus.of(410, "Podane identyfikatory są niezgodne lub pozostają w niewłaściwej relacji");
    static final ProcessingStatus NO_RIGHT =
            ProcessingStatus.of(420, "Użyte poświadczenia nie mają uprawnień do wykonania tej operacji");
    static final ProcessingStatus WRONG_ROLE =
            ProcessingStatus.of(430, "Kontekst identyfikatora nie odpowiada wymaganej roli lub uprawnieniom");
    static final ProcessingStatus NOT_BETWEEN_THESE =
            ProcessingStatus.of(440, "Operacja niedozwolona dla wskazanych powiązań identyfikatorów");
    static final ProcessingStatus NOT_FOR_THIS =
            ProcessingStatus.of(450, "Operacja niedozwolona dla wskazanego identyfikatora lub jego typu");

    private OperationStatuses() {}
}
