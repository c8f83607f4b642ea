package dev.ksef.sync.planted.ring;

/** Keeps CLASSES_FORM_NO_LARGE_CIRCLE together with the other classes of this file, by one. */
record RingOfFive(FifthSecond next) {}

record FifthSecond(FifthThird next) {}

record FifthThird(FifthFourth next) {}

record FifthFourth(FifthFifth next) {

    /** Not counted. */
    record Part(RingOfFive next) {}
}

record FifthFifth(RingOfFive next, FifthFourth.Part part) {}
