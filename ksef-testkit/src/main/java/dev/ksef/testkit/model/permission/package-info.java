/** Builders for tests: what KSeF tells of rights and consents. */
@NullUnmarked
@RecordBuilder.Include(AttachmentPermission.class)
package dev.ksef.testkit.model.permission;

import dev.ksef.model.permission.AttachmentPermission;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
