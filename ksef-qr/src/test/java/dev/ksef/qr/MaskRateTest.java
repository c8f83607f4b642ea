package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.link.OfflineLinks;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** How often another mask than the preferred one is taken, for each kind of code: seldom, but not never. */
@Tag("slow")
class MaskRateTest {

    private static final int CODES = Integer.getInteger("qr.codes", 200);

    private record Kind(String name, OfflineKey key, Function<OfflineLinks, Object> link) {}

    @TestFactory
    List<DynamicTest> otherMask_isTakenForFewCodesOfEachKind() {
        return List.of(
                        new Kind("KOD I", OfflineKey.P256, OfflineLinks::invoice),
                        new Kind("KOD II, P-256", OfflineKey.P256, OfflineLinks::certificate),
                        new Kind("KOD II, RSA", OfflineKey.RSA, OfflineLinks::certificate))
                .stream()
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    long others = others(kind);
                    System.out.println(kind.name() + ": " + others + " of " + CODES + " codes with another mask");
                    assertThat(others).isLessThan(CODES / 5);
                }))
                .toList();
    }

    private static long others(Kind kind) {
        return IntStream.rangeClosed(1, CODES)
                .mapToObj(number -> kind.link().apply(kind.key().links(number)).toString())
                .filter(text -> !QrSymbol.encode(text).modules().equals(LongText.symbol(text)))
                .count();
    }
}
