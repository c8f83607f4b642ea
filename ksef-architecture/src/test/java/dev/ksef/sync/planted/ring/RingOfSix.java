package dev.ksef.sync.planted.ring;

/** Breaks CLASSES_FORM_NO_LARGE_CIRCLE together with the other classes of this file. */
record RingOfSix(SixthSecond next) {}

record SixthSecond(SixthThird.Part next) {}

final class SixthThird {

    record Part() {}

    SixthFourth next() {
        return null;
    }
}

interface SixthFourth {
    void next(SixthFifth next);
}

final class SixthFifth {

    /** What is nested counts as the class whose file it stands in. */
    record Part(SixthSixth next) {}
}

final class SixthSixth {

    Object next() {
        return new RingOfSix(null);
    }
}
