package dev.ksef.domain.planted;

import dev.ksef.PlantedClient;
import java.util.function.Supplier;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW by a reference to a constructor alone. */
final class KnowsTheClient {

    Object client() {
        Supplier<Object> maker = PlantedClient::new;
        return maker;
    }
}
