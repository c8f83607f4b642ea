/**
 * Builders for tests: what KSeF sends. This package has the builders of values that all areas share, the packages below have
 * those of each area.
 *
 * <p>Each builder is generated from its record: {@code InvoiceMetadataBuilder} makes an {@code InvoiceMetadata}. A component
 * that is not set is null, zero, false or an empty list. The record throws if it cannot do without one that is missing. A
 * builder grows with its record, so that tests compile with the next release of KSeF, too.
 */
@NullUnmarked
@RecordBuilder.Include({StatusInfo.class})
package dev.ksef.testkit.model;

import dev.ksef.model.StatusInfo;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
