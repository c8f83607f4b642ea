package dev.ksef.sync.planted;

/** Each class keeps NAMES_SAY_WHAT_A_CLASS_DOES, by a hair. */
final class SpeakingNames {

    record Transport() {}

    record ManagerOfTheCompany() {}

    record IpRange() {}

    record IOFailure() {}
}
