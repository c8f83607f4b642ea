package dev.ksef.simulator.state;

import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A register whose content outlives the simulator, if that has a {@link StateFolder}. It is saved row by row. */
public interface Stateful {

    /** The name of its part of the saved state: small letters and hyphens. Once released, it stays. */
    String section();

    /**
     * Gives its content, in the order in which it is restored. Requests may come in meanwhile: registers are saved against the
     * order in which they are restored, so that what this one names is still to be saved by another.
     */
    void save(Consumer<ObjectNode> rows);

    /**
     * Takes a row back that {@link #save} gave, of this or of an earlier run.
     *
     * @throws IllegalArgumentException if the row is not one of this register; the message says why
     */
    void restore(SavedRow row);
}
