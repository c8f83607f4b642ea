/** Builders for tests: collective identifiers as KSeF tells them. */
@NullUnmarked
@RecordBuilder.Include({
    CollectiveIdentifier.class,
    CollectiveIdentifiersPage.class,
    GeneratedCollectiveIdentifier.class,
    IdentifiedInvoice.class,
    IdentifiedInvoicesPage.class
})
package dev.ksef.testkit.model.collective;

import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifiersPage;
import dev.ksef.model.collective.GeneratedCollectiveIdentifier;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.IdentifiedInvoicesPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
