/** Builders for tests: limits as KSeF tells them. */
@NullUnmarked
@RecordBuilder.Include({
    EffectiveApiRateLimits.class,
    EffectiveContextLimits.class,
    EffectiveContextLimits.CollectiveIdentifierLimits.class,
    EffectiveContextLimits.SessionLimits.class,
    EffectiveSubjectLimits.class,
    EffectiveSubjectLimits.CertificateLimits.class,
    EffectiveSubjectLimits.EnrollmentLimits.class
})
package dev.ksef.testkit.model.limit;

import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.EffectiveContextLimits;
import dev.ksef.model.limit.EffectiveSubjectLimits;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
