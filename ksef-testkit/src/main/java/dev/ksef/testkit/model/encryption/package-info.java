/** Builders for tests: the public keys of KSeF. */
@NullUnmarked
@RecordBuilder.Include({PublicKeyCertificate.class})
package dev.ksef.testkit.model.encryption;

import dev.ksef.model.encryption.PublicKeyCertificate;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
