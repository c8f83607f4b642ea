package dev.ksef;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Each operation, spoilt in each direction and in every way. */
@Tag("slow")
class EveryCutConnectionTest extends CutConnectionsTest {

    /** Hides those of the sample. */
    static List<Spoil> spoils() {
        return List.of(Spoil.values());
    }
}
