package dev.ksef.simulator.right;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.identifier.LoginContext;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:37:21Z");
    private static final LoginContext CONTEXT = new LoginContext(LoginContext.NIP_VAT_UE, "5265877635-DE123456789");
    private static final SubjectId SUBJECT = SubjectId.fingerprint("a".repeat(64));

    private final Rights rights = new Rights(() -> NOW);

    private void grant(GrantKind kind) {
        rights.register()
                .add(
                        new Grant(
                                kind,
                                SUBJECT,
                                CONTEXT,
                                CONTEXT,
                                Permission.INVOICE_READ,
                                false,
                                SubjectId.SYSTEM,
                                GrantNotes.of("Uprawnienie")),
                        NOW);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrantKind.class,
            names = {"PERSON", "ENTITY", "EU_ADMINISTRATION", "EU_REPRESENTATION"})
    void revokingAll_endsWhatTheContextGrantedForItself(GrantKind kind) {
        grant(kind);

        rights.revokeAll(SUBJECT, CONTEXT);

        assertThat(rights.of(List.of(SUBJECT), CONTEXT)).isEmpty();
    }

    @Test
    void revokingAll_leavesAnAuthorization() {
        grant(GrantKind.AUTHORIZATION);

        rights.revokeAll(SUBJECT, CONTEXT);

        assertThat(rights.register().of(SUBJECT)).hasSize(1);
    }
}
