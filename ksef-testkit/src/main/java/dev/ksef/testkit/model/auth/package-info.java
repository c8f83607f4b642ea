/** Builders for tests: what KSeF answers to a sign-in. */
@NullUnmarked
@RecordBuilder.Include({
    AuthChallenge.class,
    AuthenticationInit.class,
    AuthenticationMethodInfo.class,
    AuthenticationSession.class,
    AuthenticationSessionsPage.class,
    AuthenticationStatus.class,
    AuthenticationTokens.class,
    RefreshedToken.class
})
package dev.ksef.testkit.model.auth;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationInit;
import dev.ksef.model.auth.AuthenticationMethodInfo;
import dev.ksef.model.auth.AuthenticationSession;
import dev.ksef.model.auth.AuthenticationSessionsPage;
import dev.ksef.model.auth.AuthenticationStatus;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshedToken;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.NullUnmarked;
