/** Builders for tests: the metadata of invoices. */
@NullUnmarked
@RecordBuilder.Include({
    InvoiceMetadata.class,
    InvoiceMetadata.AuthorizedSubject.class,
    InvoiceMetadata.Buyer.class,
    InvoiceMetadata.Buyer.Identifier.class,
    InvoiceMetadata.Seller.class,
    InvoiceMetadata.ThirdSubject.class,
    InvoiceMetadata.ThirdSubject.Identifier.class,
    InvoiceMetadataPage.class
})
package dev.ksef.testkit.model.invoice;

import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
