package dev.ksef;

import dev.ksef.testkit.time.FakeTime;

/** Breaks CLIENT_PULLS_IN_NO_TEST_TOOLS_AND_NO_DSS: planted. */
public record PlantedClient(FakeTime planted) {}
