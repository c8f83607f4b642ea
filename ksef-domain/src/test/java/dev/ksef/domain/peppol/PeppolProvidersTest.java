package dev.ksef.domain.peppol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.PeppolId;
import dev.ksef.model.peppol.PeppolPageRequest;
import dev.ksef.model.peppol.PeppolProvider;
import dev.ksef.model.peppol.PeppolProvidersPage;
import dev.ksef.port.api.PeppolApi;
import dev.ksef.testkit.transport.FakeTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeppolProvidersTest {

    private final List<PeppolPageRequest> asked = new ArrayList<>();
    private final FakeTransport transport = new FakeTransport().with(PeppolApi.class, this::page);
    private final PeppolProviders providers = new PeppolProviders(transport, Duration.ofMinutes(1));

    private PeppolProvidersPage page(PeppolPageRequest page) {
        asked.add(page);
        return new PeppolProvidersPage(page.pageOffset() < 2, List.of(provider(page.pageOffset())));
    }

    private static PeppolProvider provider(int number) {
        return new PeppolProvider(PeppolId.of("PPL00000" + number), "Dostawca", null);
    }

    @Test
    void providers_areReadPageByPage_withoutASignIn() {
        assertThat(providers.stream()).containsExactly(provider(0), provider(1), provider(2));
        assertThat(asked).extracting(PeppolPageRequest::pageOffset).containsExactly(0, 1, 2);
        assertThat(asked).allMatch(page -> page.pageSize() == 100);
        assertThat(transport.scopes()).allMatch(scope -> scope.context() == null);
    }

    @Test
    void page_isTheOneAskedFor() {
        assertThat(providers.list(new PeppolPageRequest(1, 10)).items()).containsExactly(provider(1));
        assertThat(asked).containsExactly(new PeppolPageRequest(1, 10));
    }

    @Test
    void pageOfAnotherSize_isRefused() {
        assertThatThrownBy(() -> new PeppolPageRequest(0, 101)).hasMessageContaining("10 to 100");
        assertThatThrownBy(() -> new PeppolPageRequest(-1, 10)).hasMessageContaining("no page -1");
    }
}
