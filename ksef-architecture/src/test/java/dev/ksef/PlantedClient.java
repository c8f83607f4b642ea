package dev.ksef;

/** Breaks FLOORS_KNOW_ONLY_WHAT_LIES_BELOW: the client pulls in neither test tools, nor the simulator, nor DSS. */
public final class PlantedClient {

    /** Breaks it, too. */
    record WithSimulator(dev.ksef.simulator.planted.Inhabitant simulator) {}

    /** Breaks it, too. */
    record WithSignatures(dev.ksef.signature.planted.Inhabitant signatures) {}

    final Class<?> tools = dev.ksef.testkit.planted.Inhabitant.class;
}
