package dev.ksef.signature.upo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import dev.ksef.signature.upo.UpoSignatureVerdict.Outcome;
import dev.ksef.signature.upo.UpoSignatureVerdict.Result;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpoSignatureVerdictTest {

    /** What a UPO may tell nothing of. */
    private static final Set<Check> OPTIONAL = EnumSet.of(Check.KEY_USAGE, Check.VALIDITY);

    @ParameterizedTest
    @EnumSource(Check.class)
    void checkThatWasNotMade_leavesTheUpoGoodOnlyIfItIsOptional(Check check) {
        assertThat(with(check, Result.notMade("unknown")).isGood()).isEqualTo(OPTIONAL.contains(check));
        Map<Check, Result> without = passed();
        without.remove(check);
        assertThat(new UpoSignatureVerdict(without, null, null).isGood()).isEqualTo(OPTIONAL.contains(check));
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void checkThatFailed_isNeverGood(Check check) {
        assertThat(with(check, Result.failed(List.of("broken"))).outcome()).isNotEqualTo(Outcome.GOOD);
    }

    private static UpoSignatureVerdict with(Check check, Result result) {
        Map<Check, Result> checks = passed();
        checks.put(check, result);
        return new UpoSignatureVerdict(checks, null, null);
    }

    private static Map<Check, Result> passed() {
        var checks = new EnumMap<Check, Result>(Check.class);
        for (Check check : Check.values()) {
            checks.put(check, Result.passed());
        }
        return checks;
    }
}
