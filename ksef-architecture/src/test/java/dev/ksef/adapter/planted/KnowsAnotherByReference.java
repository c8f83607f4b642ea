package dev.ksef.adapter.planted;

import dev.ksef.adapter.other.planted.Neighbour;
import java.util.function.Supplier;

/** Breaks ADAPTERS_DO_NOT_KNOW_EACH_OTHER by a reference to a constructor alone. */
final class KnowsAnotherByReference {

    Object neighbour() {
        Supplier<Object> maker = Neighbour::new;
        return maker;
    }
}
