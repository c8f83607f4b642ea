package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each setting of a builder arrives in the component of its name. */
class BuildersTest {

    private static final Sha256 PLAIN = Sha256.of(new byte[32]);

    @Test
    void override_takesTheUsualLimit_butForTheGroupsThatAreNamed() throws Exception {
        for (RecordComponent group : ApiRateLimitsOverride.class.getRecordComponents()) {
            RateLimit own = RateLimit.of(1, 2, 3);
            var builder = ApiRateLimitsOverride.builder(RateLimit.UNLIMITED);
            Method setting = builder.getClass().getMethod(group.getName(), RateLimit.class);
            setting.invoke(builder, own);
            ApiRateLimitsOverride limits = builder.build();

            for (RecordComponent each : ApiRateLimitsOverride.class.getRecordComponents()) {
                assertThat(each.getAccessor().invoke(limits))
                        .as(each.getName() + " where " + group.getName() + " is set")
                        .isEqualTo(each.getName().equals(group.getName()) ? own : RateLimit.UNLIMITED);
            }
        }
    }

    @Test
    void filter_holdsEachCondition() throws Exception {
        OffsetDateTime start = OffsetDateTime.parse("2026-11-01T00:00:00Z");
        var builder = SessionFilter.builder(SessionType.ONLINE)
                .pageSize(100)
                .referenceNumber(new ReferenceNumber("20261101-SO-0000000001-0000000001-01"))
                .statuses(SessionFilter.Status.FAILED, SessionFilter.Status.CANCELLED);
        var dates = Arrays.stream(SessionFilter.class.getRecordComponents())
                .filter(component -> component.getType() == OffsetDateTime.class)
                .toList();
        for (int i = 0; i < dates.size(); i++) {
            builder.getClass()
                    .getMethod(dates.get(i).getName(), OffsetDateTime.class)
                    .invoke(builder, start.plusDays(i));
        }
        SessionFilter filter = builder.build();

        assertThat(filter.pageSize()).isEqualTo(100);
        assertThat(filter.referenceNumber()).hasToString("20261101-SO-0000000001-0000000001-01");
        assertThat(filter.statuses()).containsExactly(SessionFilter.Status.FAILED, SessionFilter.Status.CANCELLED);
        assertThat(dates).hasSize(6);
        for (int i = 0; i < dates.size(); i++) {
            assertThat(dates.get(i).getAccessor().invoke(filter))
                    .as(dates.get(i).getName())
                    .isEqualTo(start.plusDays(i));
        }
    }

    @Test
    void invoice_withoutCiphertext_isRefused() {
        var builder = SendInvoice.builder(PLAIN, 3).offlineMode(true);

        assertThatThrownBy(builder::build).hasMessageContaining("encryptedInvoice");
        SendInvoice request = builder.encrypted(PLAIN, 16, "QUJD").build();
        assertThat(request.invoiceSize()).isEqualTo(3);
        assertThat(request.encryptedInvoiceSize()).isEqualTo(16);
        assertThat(request.encryptedInvoiceContent()).isEqualTo("QUJD");
        assertThat(request.offlineMode()).isTrue();
        assertThat(request.hashOfCorrectedInvoice()).isNull();
    }
}
