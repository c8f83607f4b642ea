package dev.ksef.domain.planted;

import dev.ksef.adapter.planted.Inhabitant;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW by a question alone. */
final class KnowsAnAdapter {

    boolean isAdapter(Object object) {
        return object instanceof Inhabitant[];
    }
}
