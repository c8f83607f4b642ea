package dev.ksef.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LongSessionTest extends SimulatorTest {

    private static final int REJECTED = 10_050;

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxInvoicesPerSession(20_000);
    }

    @Test
    void invoices_behindTenThousandOthers_areShown() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String[] xmls = Stream.concat(
                        Stream.of(TestInvoice.of(taxpayer).xml()),
                        IntStream.rangeClosed(1, REJECTED).mapToObj(i -> "broken " + i))
                .toArray(String[]::new);
        ClientBatch batch = ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.TAR_GZ, xmls));

        JsonNode all = page(batch, "most=1&skipped=" + REJECTED);
        JsonNode refused = page(batch, "refused=true&most=2&skipped=" + (REJECTED - 1));

        assertThat(all.path("total").intValue()).isEqualTo(REJECTED + 1);
        assertThat(all.path("rows").path(0).path("ordinalNumber").intValue()).isEqualTo(REJECTED + 1);
        assertThat(refused.path("total").intValue()).isEqualTo(REJECTED);
        assertThat(refused.path("complete").booleanValue()).isTrue();
        assertThat(refused.path("rows").size()).as("the last").isEqualTo(1);
        assertThat(refused.path("rows").path(0).path("ordinalNumber").intValue())
                .isEqualTo(REJECTED + 1);
    }

    private JsonNode page(ClientBatch batch, String query) {
        return RawClient.download(
                        simulator().qrBaseUri() + "/simulator/page/sessions/" + batch.referenceNumber() + "?" + query,
                        Map.of())
                .json();
    }
}
