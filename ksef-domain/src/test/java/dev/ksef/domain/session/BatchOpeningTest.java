package dev.ksef.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.batch.InvoicePackage;
import dev.ksef.model.FormCode;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.event.KsefEvent.Reconciling;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a batch session: what is declared, who may send attachments, and openings without an answer. */
class BatchOpeningTest {

    private static final String ATTACHED =
            Invoices.FA_3.replace("</Faktura>", "<Zalacznik><BlokDanych/></Zalacznik></Faktura>");

    private final FakeBatch batch = new FakeBatch();
    private int asked;

    @TempDir
    private Path folder;

    private void open(String... xml) {
        try (InvoicePackage invoices = batch.invoices(folder, 2, xml)) {
            batch.sessions().openBatch(invoices);
        }
    }

    private void consent(Supplier<AttachmentPermission> answer) {
        Object api = Proxy.newProxyInstance(
                PermissionApi.class.getClassLoader(), new Class<?>[] {PermissionApi.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("attachmentPermission");
                    asked++;
                    return answer.get();
                });
        batch.ksef.transport.with(PermissionApi.class, (PermissionApi) api);
    }

    @Test
    void opening_declaresThePackage() {
        try (InvoicePackage invoices = batch.invoices(folder, 3)) {
            BatchSession session = batch.sessions().openBatch(invoices);
            assertThat(session.referenceNumber()).isEqualTo(FakeKsef.reference(1));
            OpenBatchSession request = batch.opened.get(0);
            assertThat(request.batchFile()).isEqualTo(invoices.file());
            assertThat(request.formCode()).isEqualTo(FormCode.FA_3);
            assertThat(request.offlineMode()).isFalse();
            assertThat(request.encryption().publicKeyId()).isEqualTo(Faked.KEY_ID);
        }
    }

    @Test
    void packageWithoutAttachments_asksForNoConsent() {
        consent(() -> new AttachmentPermission(false, null));
        open(Invoices.FA_3);
        assertThat(asked).isZero();
        assertThat(batch.opened).hasSize(1);
    }

    @Test
    void contextWithTheConsent_sendsAttachments() {
        consent(() -> new AttachmentPermission(true, null));
        open(Invoices.FA_3, ATTACHED);
        assertThat(asked).isOne();
        assertThat(batch.opened).hasSize(1);
    }

    @Test
    void contextWithoutTheConsent_opensNothing_andIsToldWhatToDo() {
        consent(() -> new AttachmentPermission(false, null));
        assertThatThrownBy(() -> open(ATTACHED))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("may not send attachments", "e-Urząd Skarbowy", "leave these invoices out");
        assertThat(batch.opened).isEmpty();
    }

    @Test
    void whoMayNotAskForTheConsent_goesOn_andOtherFailuresAreThrown() {
        consent(() -> {
            throw new KsefForbiddenException(
                    new KsefApiException.Answer("GET /faked", 403, List.of(), null, null), null, List.of(), List.of());
        });
        open(ATTACHED);
        assertThat(batch.opened).hasSize(1);
        consent(() -> {
            throw unanswered();
        });
        assertThatThrownBy(() -> open(ATTACHED)).isInstanceOf(KsefTransportException.class);
        assertThat(batch.opened).hasSize(1);
    }

    @Test
    void openingWithoutAnswer_isLookedForAmongBatchSessions_andAnotherIsMade() {
        batch.ksef.page(null, FakeKsef.row("SO-empty", 100, 0), FakeKsef.row("SO-closed", 150, 0));
        batch.ksef.onOpen = session -> {
            if (batch.opened.size() == 1) {
                throw unanswered();
            }
        };
        try (InvoicePackage invoices = batch.invoices(folder, 1)) {
            assertThat(batch.sessions().openBatch(invoices).referenceNumber()).isEqualTo(FakeKsef.reference(2));
        }
        assertThat(batch.ksef.lists)
                .singleElement()
                .satisfies(list -> assertThat(list.sessionType()).isEqualTo(SessionType.BATCH));
        assertThat(batch.ksef.events.of(Reconciling.class))
                .extracting(event -> event.step() + " " + event.session())
                .containsExactly("LOOKING null", "UNCLAIMED SO-empty", "REPEATED null");
    }

    @Test
    void refusedOpening_isNotRepeated() {
        batch.ksef.onOpen = session -> {
            throw Faked.error(400, 21161);
        };
        assertThatThrownBy(this::open).isInstanceOf(KsefApiException.class);
        assertThat(batch.opened).hasSize(1);
    }

    private static KsefTransportException unanswered() {
        return new KsefTransportException("no answer", Delivery.UNKNOWN, null);
    }
}
