package dev.ksef.adapter.other.planted;

/** What another adapter must not know. */
public record Neighbour() {}
