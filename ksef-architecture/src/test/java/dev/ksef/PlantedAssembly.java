package dev.ksef;

/** Keeps FLOORS_KNOW_ONLY_WHAT_LIES_BELOW: the client puts together what lies below it. */
public record PlantedAssembly(
        dev.ksef.model.planted.Inhabitant ports,
        dev.ksef.domain.planted.Inhabitant domain,
        dev.ksef.adapter.planted.Inhabitant adapter,
        dev.ksef.qr.planted.Inhabitant codes) {}
