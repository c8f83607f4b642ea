/** Builders for tests: what KSeF answers to grants of rights. */
@NullUnmarked
@RecordBuilder.Include({PermissionOperationAccepted.class, PermissionOperationStatus.class})
package dev.ksef.testkit.model.grant;

import dev.ksef.model.grant.PermissionOperationAccepted;
import dev.ksef.model.grant.PermissionOperationStatus;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
