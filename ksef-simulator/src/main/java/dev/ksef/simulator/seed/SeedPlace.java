package dev.ksef.simulator.seed;

/** A place in a seed file. */
@FunctionalInterface
public interface SeedPlace {

    /** The failure that there is something wrong at this place. */
    IllegalArgumentException failure(String why);

    /** Does something with what stands there. Whatever is refused is told with the place. */
    default void tell(Runnable deed) {
        try {
            deed.run();
        } catch (IllegalArgumentException unfit) {
            throw failure(String.valueOf(unfit.getMessage()));
        }
    }
}
