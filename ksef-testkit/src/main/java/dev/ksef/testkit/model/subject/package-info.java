/** Builders for tests: what KSeF tells of those who have rights. */
@NullUnmarked
@RecordBuilder.Include({SubjectEntityDetails.class, SubjectPersonDetails.class})
package dev.ksef.testkit.model.subject;

import dev.ksef.model.subject.SubjectEntityDetails;
import dev.ksef.model.subject.SubjectPersonDetails;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
