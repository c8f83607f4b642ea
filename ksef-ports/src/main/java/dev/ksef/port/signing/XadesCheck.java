package dev.ksef.port.signing;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.finding.SignatureFinding;
import java.util.List;

/**
 * Looks at a document that was signed elsewhere before KSeF does, whose own refusals hardly tell why.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Failure:</b> none: whatever the bytes are, findings tell it. Nothing is
 * fetched. <b>Idempotence:</b> every call may be repeated. <b>Secrets:</b> findings quote neither signatures nor
 * certificates.
 */
public interface XadesCheck {

    /**
     * What KSeF would refuse; empty if nothing.
     *
     * @param signed the signed document
     * @param request what was to be signed
     */
    List<SignatureFinding> check(byte[] signed, AuthTokenRequest request);
}
