/** Builders for tests: what KSeF tells of sessions and their invoices. */
@NullUnmarked
@RecordBuilder.Include({
    CollectiveUpo.class,
    InvoiceSent.class,
    OnlineSessionOpened.class,
    SessionInvoice.class,
    SessionInvoicesPage.class,
    SessionStatus.class,
    SessionSummary.class,
    SessionsPage.class,
    UpoPage.class
})
package dev.ksef.testkit.model.session;

import dev.ksef.model.session.CollectiveUpo;
import dev.ksef.model.session.InvoiceSent;
import dev.ksef.model.session.OnlineSessionOpened;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionInvoicesPage;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.model.session.SessionSummary;
import dev.ksef.model.session.SessionsPage;
import dev.ksef.model.session.UpoPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
