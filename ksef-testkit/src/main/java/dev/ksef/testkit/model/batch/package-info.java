/** Builders for tests: what KSeF tells of batch sessions. */
@NullUnmarked
@RecordBuilder.Include({BatchSessionOpened.class, PartUploadRequest.class})
package dev.ksef.testkit.model.batch;

import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.PartUploadRequest;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
