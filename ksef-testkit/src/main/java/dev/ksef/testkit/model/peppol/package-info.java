/** Builders for tests: Peppol service providers as KSeF tells them. */
@NullUnmarked
@RecordBuilder.Include({PeppolProvider.class, PeppolProvidersPage.class})
package dev.ksef.testkit.model.peppol;

import dev.ksef.model.peppol.PeppolProvider;
import dev.ksef.model.peppol.PeppolProvidersPage;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
