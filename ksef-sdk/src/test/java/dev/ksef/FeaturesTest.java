package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefFeature;
import dev.ksef.model.Nip;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.simulator.Exchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Features and warnings that a view or a client asks KSeF for. */
class FeaturesTest extends Scenario {

    private static final KsefFeature VALIDATION = KsefFeature.SUBJECT_IDENTIFIER_VALIDATION;

    @Test
    void featureOfAView_travelsWithItsCalls_notWithTheSignInOrOtherViews() {
        KsefContextClient strict = company.withFeature(VALIDATION).within(Duration.ofMinutes(1));
        strict.limits().context();
        company.limits().context();

        assertThat(featuresOf("/limits/context")).containsExactly("subject-identifier-validation", "");
        assertThat(featuresOf("/auth/challenge")).containsOnly("");
    }

    @Test
    void featureOfAClient_travelsWithAllItsCalls() {
        try (KsefClient ahead = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .feature(KsefFeature.of("not-known-yet"))
                .time(time)
                .build()) {
            KsefContextClient view = ahead.forNip(simulator.nip());
            view.limits().context();
            assertThat(featuresOf("")).isNotEmpty().containsOnly("not-known-yet");
            assertThatThrownBy(() -> view.withFeature(VALIDATION))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not-known-yet")
                    .hasMessageContaining("one feature a request");
            assertThat(view.withFeature(KsefFeature.of("not-known-yet")).context())
                    .isEqualTo(Nip.of(simulator.nip()));
        }
    }

    @Test
    void secondFeature_isRefusedAtOnce() {
        KsefContextClient strict = company.withFeature(VALIDATION);
        assertThatThrownBy(() -> strict.withFeature(KsefFeature.of("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
        assertThatThrownBy(() -> KsefClient.builder().feature(VALIDATION).feature(KsefFeature.of("other")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void warningThatIsAskedFor_reachesTheListener() {
        company.withTestSystemWarning("[xml-001]: uwaga").limits().context();
        assertThat(events.of(KsefEvent.SystemWarning.class))
                .isNotEmpty()
                .allSatisfy(warning -> assertThat(warning.toString()).contains("xml-001"));
    }

    private List<String> featuresOf(String path) {
        return contract.exchanges().stream()
                .filter(exchange -> exchange.uri().toString().contains(path))
                .map(FeaturesTest::feature)
                .toList();
    }

    private static String feature(Exchange exchange) {
        return exchange.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("X-KSeF-Feature"))
                .map(header -> String.join(",", header.getValue()))
                .findFirst()
                .orElse("");
    }
}
