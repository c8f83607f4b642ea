package dev.ksef.sync.planted.circle.right;

import dev.ksef.sync.planted.circle.back.Back;
import java.util.function.Supplier;

/** Breaks PACKAGES_FORM_NO_CIRCLE by a reference to a constructor alone. */
public final class Right {

    Object back() {
        Supplier<Object> maker = Back::new;
        return maker;
    }
}
