package dev.ksef.sync.planted.circle.back;

import dev.ksef.sync.planted.circle.left.Left;

/** Breaks PACKAGES_FORM_NO_CIRCLE by the name of a class alone. */
public final class Back {

    Object left() {
        return Left.class;
    }
}
