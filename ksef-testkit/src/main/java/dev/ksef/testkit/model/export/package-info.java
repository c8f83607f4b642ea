/** Builders for tests: what KSeF tells of exports. */
@NullUnmarked
@RecordBuilder.Include({ExportStarted.class, ExportStatus.class, ExportedPackage.class, ExportedPart.class})
package dev.ksef.testkit.model.export;

import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.export.ExportedPart;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
