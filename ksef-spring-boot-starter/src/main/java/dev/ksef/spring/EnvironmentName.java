package dev.ksef.spring;

/** The values of {@code ksef.environment}. */
enum EnvironmentName {
    TEST,
    DEMO,
    PRODUCTION,
    /** Another one, such as a simulator: by the addresses below {@code ksef.custom}. */
    CUSTOM
}
