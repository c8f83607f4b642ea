package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What owners see of themselves from API 2.9 on. */
class OwnerRightTest extends SimulatorTest {

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.apiVersion(ApiVersion.V2_9);
    }

    private JsonNode own(TaxpayerClient owner, String conditions) {
        return client().post("/permissions/query/personal/grants", owner.access(), RawClient.JSON.readTree(conditions))
                .json()
                .path("permissions");
    }

    @Test
    void owner_seesTheRightThatNobodyGranted_alwaysUnderOneIdentifier() {
        TaxpayerClient owner = taxpayer().signedIn();

        JsonNode first = own(owner, "{}");

        assertThat(first.valueStream()).singleElement().satisfies(row -> {
            assertThat(row.path("permissionScope").stringValue()).isEqualTo("Owner");
            assertThat(row.path("id").stringValue()).hasSize(36);
            assertThat(row.path("permissionState").stringValue()).isEqualTo("Active");
        });
        assertThat(own(owner, "{}")).isEqualTo(first);
        assertThat(own(owner, "{\"permissionTypes\": [\"InvoiceRead\"]}").valueStream())
                .isEmpty();
    }
}
